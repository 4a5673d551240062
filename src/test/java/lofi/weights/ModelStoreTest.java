package lofi.weights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import lofi.weights.FakeHub.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final String GRAPH = "onnx/decoder.onnx";
  private static final String CONFIG = "config.json";
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;
  private final byte[] graph = new byte[300_000];
  private final byte[] config = "{\"model_type\": \"musicgen\"}\n".getBytes(UTF_8);
  private FakeHub hub;
  private ModelStore store;

  @BeforeEach
  void startHub() throws IOException {
    new Random(1).nextBytes(graph);
    hub = new FakeHub();
    hub.put(GRAPH, graph);
    hub.put(CONFIG, config);
    store = store(new Publisher(hub.address(), false, Optional.empty()));
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  @Test
  void installsWhatTheCatalogueSays() throws Exception {
    Path model = store.install(known(), new Quiet());

    assertArrayEquals(graph, Files.readAllBytes(model.resolve(GRAPH)));
    assertArrayEquals(config, Files.readAllBytes(model.resolve(CONFIG)));
    assertEquals(List.of(model), store.installed());
    assertEquals(List.of(), store.unfinished());
    assertEquals(List.of(), ModelStore.verify(model));
  }

  @Test
  void whatWasBrokenOffIsFound() throws Exception {
    assertEquals(Optional.empty(), ModelStore.brokenOff(folder.resolve("nothing")));
    assertEquals(Optional.empty(), ModelStore.brokenOff(folder));

    Files.createDirectory(folder.resolve(".small-q4.unfinished-" + ProcessHandle.current().pid()));
    assertEquals(Optional.empty(), ModelStore.brokenOff(folder), "somebody converts it");

    Files.createDirectory(folder.resolve(".small-q8.unfinished-999999999"));
    assertEquals(Optional.of("small-q8"), ModelStore.brokenOff(folder));

    Files.createDirectory(folder.resolve(".unfinished-medium"));
    assertEquals(Optional.of("medium"), ModelStore.brokenOff(folder));
  }

  @Test
  void whatIsBeingInstalledWasNotBrokenOff() throws Exception {
    List<Optional<String>> seen = new ArrayList<>();

    store.install(
        known(),
        new InstallProgress() {
          @Override
          public void fetched(String file, long bytesDone, long bytesTotal) {
            try {
              seen.add(ModelStore.brokenOff(store.folder()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }

          @Override
          public boolean isCancelled() {
            return false;
          }
        });

    assertTrue(seen.stream().allMatch(Optional::isEmpty) && !seen.isEmpty());
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    hub.faults.add(Fault.BREAKS);

    store.install(known(), new Quiet());

    assertTrue(hub.ranges.get(1).matches("bytes=[1-9]\\d*-"), hub.ranges.toString());
  }

  @Test
  void survivesEveryFaultOfANetwork() throws Exception {
    for (Fault fault : Fault.values()) {
      if (fault != Fault.WRONG_BYTES) {
        hub.faults.addAll(List.of(Fault.BREAKS, fault));
        Path model = store.install(known(), new Quiet());
        assertEquals(List.of(), ModelStore.verify(model), fault.name());
        assertTrue(store.remove("tiny"));
        hub.faults.clear();
      }
    }
  }

  @Test
  void refusesOtherBytesAndKeepsNothingOfThem() {
    hub.faults.add(Fault.WRONG_BYTES);

    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));

    assertTrue(
        String.valueOf(refusal.getMessage()).contains("checksum is wrong"), refusal.getMessage());
    assertFalse(Files.exists(folder.resolve("tiny")));
    assertFalse(Files.exists(folder.resolve(".unfinished-tiny/" + GRAPH + ".part")));
  }

  @Test
  void refusesAFileThatTheServerDeclaresToBeAnother() {
    hub.put(GRAPH, new byte[300_000]);

    assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));
    assertEquals(List.of(), hub.ranges);
  }

  @Test
  void aKnownChecksumIsEnoughWithoutHeaders() throws Exception {
    hub.declares = false;

    store.install(model(CatalogueFile.exact(GRAPH, 300_000, FakeHub.sha256(graph))), new Quiet());
  }

  @Test
  void anUnknownChecksumNeedsAServerThatDeclaresIt() {
    hub.declares = false;

    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));
    assertTrue(
        String.valueOf(refusal.getMessage()).contains("X-Repo-Commit"), refusal.getMessage());
  }

  @Test
  void anUnknownChecksumOfAnotherRevisionIsRefused() {
    hub.revision = "another";

    assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));
  }

  @Test
  void whatWasFetchedBeforeACancelIsKept() throws Exception {
    Quiet impatient = new Quiet();
    impatient.cancelAtByte = 1;
    hub.faults.add(Fault.BREAKS);

    assertThrows(CancellationException.class, () -> store.install(known(), impatient));
    assertEquals(List.of("tiny"), store.unfinished());
    store.install(known(), new Quiet());

    assertTrue(hub.ranges.getLast().equals("null") || hub.ranges.getLast().startsWith("bytes="));
    assertEquals(List.of(), store.unfinished());
  }

  @Test
  void givesUpWithAdviceWhenNothingComes() {
    for (int i = 0; i < 20; i++) {
      hub.faults.add(Fault.UNAVAILABLE);
    }

    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));
    assertTrue(refusal.advice().contains("goes on where it ended"));
  }

  @Test
  void twoInstallationsTakeOneLock() throws Exception {
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      anotherInstalls();
    }
  }

  /// Java tells a lock of another program in another way than its own.
  @Test
  void aLockOfAnotherProgramKeepsUsOutForAsLongAsThatLives() throws Exception {
    Files.createDirectories(folder);
    Process other = LockHolder.start(folder.resolve(".lock"));
    try {
      anotherInstalls();
    } finally {
      other.destroyForcibly().waitFor();
    }

    store.install(known(), new Quiet());

    assertEquals(1, store.installed().size());
  }

  private void anotherInstalls() {
    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));
    assertEquals("Another Neovim is installing a model", refusal.getMessage());
  }

  @Test
  void aModelThatDoesNotFitIsRefusedBeforeAnythingIsFetched() {
    CatalogueModel huge =
        model(new CatalogueFile("huge.bin", 1L << 60, true, Optional.of("0".repeat(64))));

    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(huge, new Quiet()));
    assertTrue(String.valueOf(refusal.getMessage()).contains("MB left"), refusal.getMessage());
  }

  @Test
  void aDiskThatIsFullWhileItFetchesIsNoFaultOfTheNetwork() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));

    assertNoFaultOfTheNetwork(full);
  }

  @Test
  void aFileThatCannotBeOpenedIsNoFaultOfTheNetwork() throws Exception {
    assertNoFaultOfTheNetwork(folder.resolve("nowhere/part"));
  }

  private void assertNoFaultOfTheNetwork(Path whereThePartIs) throws IOException {
    Path unfinished = folder.resolve(".unfinished-" + known().name());
    Path part = unfinished.resolve(GRAPH + ".part");
    Files.createDirectories(part.getParent());
    Files.createSymbolicLink(part, whereThePartIs);

    WeightsException refusal =
        assertThrows(WeightsException.class, () -> store.install(known(), new Quiet()));

    assertTrue(refusal.advice().startsWith("Free some space"), refusal.advice());
    assertEquals(1, hub.ranges.size(), "It asks once");
    assertEquals(List.of(), store.installed());
  }

  @Test
  void offlineMeansOffline() {
    ModelStore offline = store(new Publisher(hub.address(), true, Optional.empty()));

    assertThrows(WeightsException.class, () -> offline.install(known(), new Quiet()));
    assertEquals(List.of(), hub.ranges);
  }

  @Test
  void aMirrorMayBeAFolderWithALockFile(@TempDir Path mirror) throws Exception {
    Path files = mirror.resolve("owner/tiny/resolve/" + FakeHub.REVISION);
    Files.createDirectories(files.resolve("onnx"));
    Files.write(files.resolve(GRAPH), graph);
    Files.write(files.resolve(CONFIG), config);
    ModelStore local =
        store(
            Publisher.of(
                Map.of("LOFI_MODEL_MIRROR", mirror.toUri().toString(), "LOFI_OFFLINE", "1")));

    assertThrows(WeightsException.class, () -> local.install(known(), new Quiet()));
    ModelStore.lock(files);
    Path model = local.install(known(), new Quiet());

    assertEquals(List.of(), ModelStore.verify(model));
  }

  @Test
  void aProxyIsUsed() throws Exception {
    InetSocketAddress proxy =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.address().getPort());
    ModelStore proxied =
        store(new Publisher(URI.create("http://localhost:9/"), false, Optional.of(proxy)));

    Path model = proxied.install(known(), new Quiet());

    assertEquals(List.of(), ModelStore.verify(model));
  }

  @Test
  void aMirrorThatIsNotSafeIsRefused() {
    assertThrows(
        WeightsException.class,
        () -> Publisher.of(Map.of("LOFI_MODEL_MIRROR", "http://example.org")));
  }

  @Test
  void verifyNamesWhatHasChangedOrIsMissing() throws Exception {
    Path model = store.install(known(), new Quiet());
    Files.writeString(model.resolve(CONFIG), "{}");
    Files.delete(model.resolve(GRAPH));

    assertEquals(
        List.of(GRAPH + " is missing.", CONFIG + " has changed since it was installed."),
        ModelStore.verify(model));
  }

  @Test
  void aLockFileThatLeadsOutOfItsFolderIsRefused() throws Exception {
    Path model = store.install(known(), new Quiet());
    Files.writeString(model.resolve("weights.lock"), "0".repeat(64) + "  ../../secret\n");

    assertThrows(WeightsException.class, () -> ModelStore.verify(model));
  }

  @Test
  void removeFollowsNoLink(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("precious"), "kept");
    Path model = store.install(known(), new Quiet());
    Files.createSymbolicLink(model.resolve("link"), elsewhere);

    assertTrue(store.remove("tiny"));
    assertFalse(Files.exists(model));
    assertTrue(Files.exists(elsewhere.resolve("precious")));
    assertThrows(WeightsException.class, () -> store.remove("../x"));
  }

  private ModelStore store(Publisher publisher) {
    return new ModelStore(folder, publisher, SHORT, _ -> {});
  }

  /// A large file with a known checksum and a small one that the server has to declare.
  private CatalogueModel known() {
    return model(
        CatalogueFile.exact(GRAPH, 300_000, FakeHub.sha256(graph)),
        CatalogueFile.declared(CONFIG, 30));
  }

  private static CatalogueModel model(CatalogueFile... files) {
    return new CatalogueModel(
        "tiny", "Tiny", "owner/tiny", FakeHub.REVISION, "none", false, "a test", List.of(files));
  }

  private static final class Quiet implements InstallProgress {
    long cancelAtByte = Long.MAX_VALUE;
    private long bytes;

    @Override
    public void fetched(String file, long bytesDone, long bytesTotal) {
      bytes = bytesDone;
    }

    @Override
    public boolean isCancelled() {
      return bytes >= cancelAtByte;
    }
  }
}
