package lofi.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A publisher's hub on this machine, with all the faults that networks have.
final class FakeHub implements AutoCloseable {
  static final String REVISION = "0123456789012345678901234567890123456789";
  private static final String HUB_PATH = "/owner/tiny/resolve/" + REVISION + "/";
  private static final String STORE_PATH = "/store/";

  /// What goes wrong with the next answer that has bytes in it.
  enum Fault {
    NONE,
    /// Ends in the middle, though it announced all.
    BREAKS,
    /// Ends in the middle and announced no length.
    ENDS_EARLY,
    /// Says nothing more in the middle.
    STALLS,
    /// Sends other bytes of the same number.
    WRONG_BYTES,
    /// Sends more than there is.
    TOO_LONG,
    /// Ignores the range that was asked for.
    IGNORES_RANGE,
    /// Answers a range that nobody asked for.
    OTHER_RANGE,
    UNAVAILABLE
  }

  final List<String> ranges = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  boolean declares = true;
  String revision = REVISION;

  private final Map<String, byte[]> files = new HashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(HUB_PATH, this::answerAsHub);
    server.createContext(STORE_PATH, this::answerAsStore);
    server.start();
  }

  void put(String path, byte[] content) {
    files.put(path, content);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /// Small files are answered here, large ones are said to be elsewhere.
  private void answerAsHub(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(HUB_PATH.length());
    byte[] content = files.get(path);
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
    } else if (path.endsWith(".json")) {
      declare(exchange, "ETag", "\"" + gitBlob(content) + "\"", content);
      answer(exchange, content);
    } else {
      declare(exchange, "X-Linked-ETag", "\"" + sha256(content) + "\"", content);
      exchange.getResponseHeaders().set("Location", STORE_PATH + path + "?signature=1");
      exchange.sendResponseHeaders(302, -1);
    }
    exchange.close();
  }

  private void declare(HttpExchange exchange, String header, String tag, byte[] content) {
    if (declares) {
      exchange.getResponseHeaders().set(header, tag);
      exchange.getResponseHeaders().set("X-Linked-Size", Integer.toString(content.length));
      exchange.getResponseHeaders().set("X-Repo-Commit", revision);
    }
  }

  private void answerAsStore(HttpExchange exchange) throws IOException {
    byte[] content = files.get(exchange.getRequestURI().getPath().substring(STORE_PATH.length()));
    exchange.getResponseHeaders().set("ETag", "\"nothing-like-a-checksum\"");
    answer(exchange, content == null ? new byte[0] : content);
    exchange.close();
  }

  private void answer(HttpExchange exchange, byte[] content) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    Fault fault = faults.isEmpty() ? Fault.NONE : faults.removeFirst();
    int from = range == null || fault == Fault.IGNORES_RANGE ? 0 : start(range);
    if (fault == Fault.UNAVAILABLE) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    send(exchange, fault, content, fault == Fault.OTHER_RANGE ? from + 1 : from);
  }

  private static int start(String range) {
    return Integer.parseInt(range.replaceAll("\\D", ""));
  }

  private void send(HttpExchange exchange, Fault fault, byte[] content, int from)
      throws IOException {
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    if (fault == Fault.WRONG_BYTES) {
      rest[rest.length / 2] ^= 1;
    } else if (fault == Fault.TOO_LONG) {
      rest = Arrays.copyOf(rest, rest.length + 1_000);
    }
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    boolean isHalf = fault == Fault.BREAKS || fault == Fault.STALLS || fault == Fault.ENDS_EARLY;
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, fault == Fault.ENDS_EARLY ? 0 : rest.length);
    OutputStream out = exchange.getResponseBody();
    out.write(rest, 0, isHalf ? rest.length / 2 : rest.length);
    out.flush();
    if (fault == Fault.STALLS) {
      await();
    }
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(content));
  }

  static String gitBlob(byte[] content) {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + content.length + "\0").getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
