package lofi.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A publisher's hub that sends the beginning of each file and then says nothing more.
final class SlowHub implements AutoCloseable {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int CHUNKS = 60;

  /// Where each answer began, as the client asked for it; `null` is the front.
  final List<String> ranges = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  SlowHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    if (range != null) {
      String from = range.replaceAll("\\D", "");
      exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-9999999999/*");
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < CHUNKS; i++) {
        body.write(new byte[CHUNK_BYTES]);
      }
      body.flush();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
