package lofi.rpc;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lofi.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RpcChannelTest {
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Duration SHORT = Duration.ofMillis(30);

  /// What a pipe of the operating system and the readers at its ends hold, generously.
  private static final int BYTES_ON_THE_WAY = 256 * 1024;

  private final ExecutorService control =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "control"));
  private final OsPipe toChannel = OsPipe.open();
  private final OsPipe fromChannel = OsPipe.open();
  private final RawPeer peer = new RawPeer(fromChannel.out(), toChannel.in());
  private final RpcChannel channel =
      new RpcChannel("test-rpc", toChannel.out(), fromChannel.in(), control);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger ends = new AtomicInteger();
  private final RecordedLog log = new RecordedLog();

  @AfterEach
  void closeEverything() throws Exception {
    peer.close();
    channel.close();
    control.shutdownNow();
    assertTrue(control.awaitTermination(5, TimeUnit.SECONDS));
    log.close();
  }

  @Test
  void answersARequestWithTheHandlersResult() throws Exception {
    start((method, arguments) -> completedFuture(List.of(method, arguments)));

    peer.send(0, 7, "play", List.of("a1b2c3d4"));

    assertEquals(list(1L, 7L, null, List.of("play", List.of("a1b2c3d4"))), peer.receive());
  }

  @Test
  void answersWhenTheHandlersFutureCompletes() throws Exception {
    var later = new CompletableFuture<@Nullable Object>();
    start((method, _) -> method.equals("slow") ? later : completedFuture("quick"));

    peer.send(0, 1, "slow", List.of());
    peer.send(0, 2, "other", List.of());

    assertEquals(list(1L, 2L, null, "quick"), peer.receive());
    later.complete("slow");
    assertEquals(list(1L, 1L, null, "slow"), peer.receive());
  }

  @Test
  void sendsTheTextOfAnErrorReplyUnchanged() throws Exception {
    start((_, _) -> {
      throw new ErrorReply("{\"code\":-32001}");
    });

    peer.send(0, 1, "queue_cancel", List.of());

    assertEquals(list(1L, 1L, List.of(0L, "{\"code\":-32001}"), null), peer.receive());
    assertEquals(List.of(), log.lines());
  }

  @Test
  void answersAHandlersMistakeWithItsMessageAndLogsIt() throws Exception {
    start((_, _) -> {
      throw new IllegalStateException("boom");
    });

    peer.send(0, 1, "status", List.of());

    assertEquals(list(1L, 1L, List.of(0L, "boom"), null), peer.receive());
    assertEquals(List.of("SEVERE Answering the request status failed"), log.lines());
  }

  @Test
  void answersAResultWithoutMessagePackFormWithAnError() throws Exception {
    start((_, _) -> completedFuture(new Object()));

    peer.send(0, 1, "status", List.of());

    assertEquals(
        list(1L, 1L, List.of(0L, "MessagePack has no form for a java.lang.Object"), null),
        peer.receive());
  }

  @Test
  void keepsTheWholeRangeOfRequestIds() throws Exception {
    start((_, _) -> completedFuture("ok"));

    peer.send(0, 0xffff_ffffL, "poll", List.of());

    assertEquals(list(1L, 0xffff_ffffL, null, "ok"), peer.receive());
  }

  @Test
  void runsHandlersOnTheExecutorInTheOrderOfArrival() throws Exception {
    start(
        (_, _) -> completedFuture(null),
        (method, _) -> heard.add(Thread.currentThread().getName() + " " + method));

    for (int i = 0; i < 3; i++) {
      peer.send(2, "event" + i, List.of());
    }

    assertEquals("control event0", heard.take());
    assertEquals("control event1", heard.take());
    assertEquals("control event2", heard.take());
  }

  @Test
  void aHandlerMayAskThePeerAndWait() throws Exception {
    start((_, _) -> completedFuture(channel.call("nvim_get_mode", LONG)));

    peer.send(0, 1, "status", List.of());

    List<@Nullable Object> question = peer.receive();
    assertEquals("nvim_get_mode", question.get(2));
    peer.send(1, question.get(1), null, "normal");
    assertEquals(list(1L, 1L, null, "normal"), peer.receive());
  }

  @Test
  void completesFuturesOnTheExecutor() throws Exception {
    startSilently();
    CompletableFuture<String> thread =
        channel.request("nvim_eval", LONG).thenApply(_ -> Thread.currentThread().getName());

    peer.send(1, peer.receive().get(1), null, 1);

    assertEquals("control", thread.get());
  }

  @Test
  void handsOnAnAnswerBeforeWhatThePeerSentAfterIt() throws Exception {
    startSilently();
    for (int round = 0; round < 300; round++) {
      control.execute(() -> {
        var _ = channel.request("ask", LONG).thenAccept(answer -> heard.add("answer " + answer));
      });

      Object id = peer.receive().get(1);
      byte[] answer = RawPeer.message(1, id, null, round);
      byte[] news = RawPeer.message(2, "news", List.of());
      byte[] both = Arrays.copyOf(answer, answer.length + news.length);
      System.arraycopy(news, 0, both, answer.length, news.length);
      peer.sendBytes(both);

      assertEquals("answer " + round, heard.take());
      assertEquals("news", heard.take());
    }
  }

  @Test
  void failsARequestThatThePeerRefuses() throws Exception {
    startSilently();
    var answer = channel.request("nvim_eval", LONG, "nonsense");

    peer.send(1, peer.receive().get(1), List.of(0, "E121: Undefined variable"), null);

    RpcException failure = failureOf(answer);
    assertEquals(Reason.REFUSED, failure.reason());
    assertEquals("E121: Undefined variable", failure.getMessage());
  }

  @Test
  void failsARequestThatIsNotAnsweredInTimeAndIgnoresALateAnswer() throws Exception {
    startSilently();

    RpcException failure = failureOf(channel.request("nvim_eval", SHORT));
    assertEquals(Reason.TIMED_OUT, failure.reason());
    assertEquals("nvim_eval got no answer within 30 ms", failure.getMessage());

    peer.send(1, peer.receive().get(1), null, "late");
    peer.send(2, "next", List.of());
    assertEquals("next", heard.take());
  }

  @Test
  void needsNoThreadForEachTimeOut() throws Exception {
    startSilently();
    int before = Thread.activeCount();

    List<CompletableFuture<@Nullable Object>> answers =
        IntStream.range(0, 500)
            .mapToObj(i -> channel.request("ask", Duration.ofSeconds(10), i))
            .toList();

    assertTrue(Thread.activeCount() <= before + 3);
    channel.close();
    for (var answer : answers) {
      assertEquals(Reason.CLOSED, failureOf(answer).reason());
    }
  }

  @Test
  void refusesAnArgumentWithoutMessagePackFormAtTheCaller() {
    startSilently();

    assertThrows(IllegalArgumentException.class, () -> channel.notify("x", new Object()));
    assertThrows(IllegalArgumentException.class, () -> channel.request("x", LONG, new Object()));
  }

  @Test
  void worksBeforeItIsStarted() throws Exception {
    channel.notify("first");
    var answer = channel.request("second", LONG);
    startSilently();

    assertEquals(list(2L, "first", List.of()), peer.receive());
    peer.send(1, peer.receive().get(1), null, "here");
    assertEquals("here", answer.get());
  }

  @Test
  void endsOnceWhenThePeerCloses() throws Exception {
    startSilently();
    var answer = channel.request("nvim_eval", LONG);
    peer.receive();

    peer.close();

    assertTrue(ended.await(5, TimeUnit.SECONDS));
    assertEquals(Reason.CLOSED, failureOf(answer).reason());
    assertEquals(Reason.CLOSED, failureOf(channel.request("later", LONG)).reason());
    channel.close();
    assertEquals(1, ends.get());
  }

  @Test
  void endsEvenWhileTheExecutorHangs() throws Exception {
    var forever = new CountDownLatch(1);
    start((_, _) -> completedFuture(null), (_, _) -> forever.await(15, TimeUnit.SECONDS));
    peer.send(2, "hang", List.of());

    peer.close();

    assertTrue(ended.await(5, TimeUnit.SECONDS));
    forever.countDown();
  }

  @Test
  void endsWhenThePeerDiesWithinAMessage() throws Exception {
    startSilently();
    byte[] whole = RawPeer.message(2, "generation_progress", List.of("a long argument"));

    peer.sendBytes(Arrays.copyOf(whole, whole.length - 4));
    peer.close();

    assertTrue(ended.await(5, TimeUnit.SECONDS));
    assertEquals(List.of(), log.lines());
  }

  @Test
  void endsWithOneLogLineWhenNoMessagesCome() throws Exception {
    startSilently();

    peer.sendBytes("Exception in thread main\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertTrue(ended.await(5, TimeUnit.SECONDS));
    assertEquals(
        List.of(
            "SEVERE The channel ends, its input makes no sense: expected a message, got POSFIXINT"),
        log.lines());
  }

  @Test
  void closesTheOutgoingPipeAfterItsLastWords() throws Exception {
    startSilently();

    channel.notify("goodbye");
    channel.close();

    assertEquals(list(2L, "goodbye", List.of()), peer.receive());
    assertEquals(-1, fromChannel.out().read());
    assertEquals(0, ends.get());
  }

  @Test
  void outlivesAHandlerThatFails() throws Exception {
    start(
        (_, _) -> completedFuture(null),
        (method, _) -> {
          heard.add(method);
          if (method.equals("bad")) {
            throw new StackOverflowError("deep");
          }
        });

    peer.send(2, "bad", List.of());
    peer.send(2, "good", List.of());

    assertEquals("bad", heard.take());
    assertEquals("good", heard.take());
    assertEquals(List.of("SEVERE Handling the notification bad failed"), log.lines());
  }

  @Test
  void logsMessagesThatMakeNoSenseAndReadsOn() throws Exception {
    startSilently();

    peer.send();
    peer.send("text");
    peer.send(9, "unknown type", List.of());
    peer.send(2, "no arguments");
    peer.send(2, 5, List.of());
    peer.send(2, "arguments are no list", 5);
    peer.send(1, 5);
    peer.send(1, 12345, null, "nobody asked");
    peer.send(0);
    peer.send(2, "next", List.of());

    assertEquals("next", heard.take());
    assertEquals(8, log.lines().size());
  }

  @Test
  void refusesRequestsThatMakeNoSense() throws Exception {
    startSilently();

    peer.send(0, 1, "no arguments");
    peer.send(0, 2, 5, List.of());
    peer.send(0, 3, "one field too many", List.of(), 0);

    for (long id = 1; id <= 3; id++) {
      assertEquals(
          list(1L, id, List.of(0L, "A request is [0, id, method, arguments]"), null),
          peer.receive());
    }
  }

  @Test
  void refusesARequestThatIsTooLargeAndReadsOn() throws Exception {
    startSilently();
    Object deep = "core";
    for (int i = 0; i < 100; i++) {
      deep = List.of(deep);
    }

    peer.send(0, 1, "deep", List.of(deep));
    peer.send(2, "next", List.of());

    assertEquals(list(1L, 1L, List.of(0L, "The request is too large"), null), peer.receive());
    assertEquals("next", heard.take());
  }

  @Test
  void framesOfManyThreadsNeverMix() throws Exception {
    startSilently();
    int threads = 8;
    int each = 100;
    String large = "z".repeat(20_000);
    try (var senders = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int sender = i;
        senders.execute(() -> {
          for (int n = 0; n < each; n++) {
            channel.notifyLatest(sender + " " + n, "n", sender, n, large);
          }
        });
      }
      int[] next = new int[threads];
      for (int i = 0; i < threads * each; i++) {
        var arguments = (List<?>) peer.receive().get(2);
        int sender = ((Long) arguments.get(0)).intValue();
        assertEquals((long) next[sender]++, arguments.get(1));
        assertEquals(large, arguments.get(2));
      }
    }
  }

  @Test
  void aPeerThatDoesNotReadCostsAFixedAmountOfMemory() throws Exception {
    startSilently();
    String text = "x".repeat(1000);
    channel.notify("event", text);
    long before = usedHeap();

    for (int i = 0; i < 100_000; i++) {
      channel.notifyLatest("status", "status", i, text);
      channel.notify("event", i, text);
    }

    assertTrue(usedHeap() - before < 4 << 20);
    assertEquals(Reason.QUEUE_FULL, failureOf(channel.request("ask", LONG)).reason());
    assertTrue(channel.droppedNotifications() >= 100_000 - 1100);
    assertEquals(
        List.of("WARNING The peer does not read: dropping messages from event"), log.lines());
  }

  @Test
  void tellsTheCurrentStateWhenThePeerReadsAgain() throws Exception {
    startSilently();
    String large = "x".repeat(1000);
    for (int i = 0; i < 2000; i++) {
      channel.notify("event", i, large);
    }
    for (int i = 0; i < 2000; i++) {
      channel.notifyLatest("status", "status", i, large);
    }
    channel.notifyLatest("done", "done");

    List<@Nullable Object> lastStatus = List.of();
    List<@Nullable Object> message = peer.receive();
    for (; !"done".equals(message.get(1)); message = peer.receive()) {
      lastStatus = "status".equals(message.get(1)) ? message : lastStatus;
    }
    assertEquals(list(2L, "status", List.of(1999L, large)), lastStatus);
    assertTrue(channel.notify("event"));
  }

  @Test
  void neverDropsAReplyAndHoldsThePeerBackInstead() throws Exception {
    int requests = 20_000;
    AtomicInteger served = new AtomicInteger();
    start((_, _) -> {
      served.incrementAndGet();
      return completedFuture("x".repeat(200));
    });
    var sender =
        CompletableFuture.runAsync(() -> {
          try {
            for (int i = 0; i < requests; i++) {
              peer.send(0, i, "status", List.of());
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    Set<Object> answered = new HashSet<>();
    for (int i = 0; i < requests; i++) {
      assertTrue(served.get() <= i + RpcChannel.MAX_IN_HAND + BYTES_ON_THE_WAY / 200);
      answered.add(String.valueOf(peer.receive().get(1)));
    }
    sender.get();
    assertEquals(requests, answered.size());
  }

  @Test
  void endsWhateverBytesCome() throws Exception {
    var random = new Random(44);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      var over = new CountDownLatch(1);
      try (var fuzzed =
          new RpcChannel(
              "fuzz", new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), control)) {
        fuzzed.start((_, _) -> completedFuture(null), (_, _) -> {}, over::countDown);
        assertTrue(over.await(5, TimeUnit.SECONDS), () -> HexFormat.of().formatHex(bytes));
      }
    }
  }

  @Test
  void theThreadsCarryTheChannelsName() {
    startSilently();

    Set<String> names = new HashSet<>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    assertTrue(names.containsAll(Set.of("test-rpc-in-1", "test-rpc-out")));
  }

  @Test
  void sendsAndReadsEveryKindOfValue() throws Exception {
    start((_, arguments) -> completedFuture(arguments));
    Map<Object, Object> map = Map.of("key", List.of(1L, 2.5, true));

    channel.notify("n", map, new RemoteHandle(1, 1000), null, 1, 1.5f, "ü🎵", "\ud800");

    List<@Nullable Object> arguments =
        list(map, new RemoteHandle(1, 1000), null, 1L, 1.5, "ü🎵", "?");
    assertEquals(list(2L, "n", arguments), peer.receive());
  }

  private void startSilently() {
    start((method, _) -> completedFuture(method));
  }

  private void start(RequestHandler requests) {
    start(requests, (method, _) -> heard.add(method));
  }

  private void start(RequestHandler requests, NotificationHandler notifications) {
    channel.start(
        requests,
        notifications,
        () -> {
          ends.incrementAndGet();
          ended.countDown();
        });
  }

  private static RpcException failureOf(CompletableFuture<?> answer) {
    var failure = assertThrows(ExecutionException.class, answer::get);
    return assertInstanceOf(RpcException.class, failure.getCause());
  }

  private static List<@Nullable Object> list(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
