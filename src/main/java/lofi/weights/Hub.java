package lofi.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Speaks to the publisher's hub: what it declares of a file, and the file's bytes.
///
/// A large file is declared in the hub's first answer, which redirects to a store whose own ETag
/// means something else; a small one is declared one redirect later, still on the hub. Bytes may
/// come from anywhere, as long as it is HTTPS: they are checked.
final class Hub implements AutoCloseable {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_REDIRECTS = 5;

  private final HttpClient client;

  Hub(HttpClient client) {
    this.client = client;
  }

  /// What the server says of a file.
  ///
  /// @param checksum the one of its content, if any is declared
  /// @param revision the commit it comes from, if that is declared
  record Declaration(OptionalLong bytes, Optional<Checksum> checksum, Optional<String> revision) {}

  Declaration declaration(URI address) throws IOException, InterruptedException {
    URI at = address;
    for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
      HttpResponse<Void> answer = client.send(head(at), BodyHandlers.discarding());
      Optional<String> linked = answer.headers().firstValue("x-linked-etag").map(Hub::plain);
      Optional<URI> next = redirect(at, answer);
      boolean isLast = next.isEmpty() || !sameHost(at, next.get());
      if (linked.isPresent() || isLast) {
        return declaration(answer, linked);
      }
      at = next.get();
    }
    throw new IOException("The server redirects in a circle");
  }

  private static Declaration declaration(HttpResponse<?> answer, Optional<String> linked)
      throws IOException {
    if (answer.statusCode() >= 400) {
      throw new IOException("The server answers " + answer.statusCode());
    }
    Optional<String> tag = linked;
    OptionalLong bytes = number(answer, "x-linked-size");
    if (tag.isEmpty() && answer.statusCode() == 200) {
      tag = answer.headers().firstValue("etag").map(Hub::plain);
      bytes = bytes.isPresent() ? bytes : number(answer, "content-length");
    }
    return new Declaration(
        bytes,
        tag.filter(Checksum::isOne).map(Checksum::of),
        answer.headers().firstValue("x-repo-commit"));
  }

  private static OptionalLong number(HttpResponse<?> answer, String header) {
    try {
      return answer.headers().firstValueAsLong(header);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /// An ETag without its quotes and its mark for weakness.
  private static String plain(String tag) {
    return tag.replaceFirst("^W/", "").replace("\"", "").toLowerCase(Locale.ROOT);
  }

  /// Opens a file from a byte on. The status is 206 if the server begins there, 200 if it begins at
  /// the front. Signed addresses expire, so the hub is asked anew each time.
  HttpResponse<InputStream> open(URI address, long from) throws IOException, InterruptedException {
    URI at = address;
    for (int hop = 0; hop < MOST_REDIRECTS; hop++) {
      HttpResponse<InputStream> answer = client.send(get(at, from), BodyHandlers.ofInputStream());
      Optional<URI> next = redirect(at, answer);
      if (next.isEmpty()) {
        return answer;
      }
      answer.body().close();
      requireAsSafe(at, next.get());
      at = next.get();
    }
    throw new IOException("The server redirects in a circle");
  }

  private static Optional<URI> redirect(URI at, HttpResponse<?> answer) {
    boolean redirects = answer.statusCode() / 100 == 3;
    return redirects ? answer.headers().firstValue("location").map(at::resolve) : Optional.empty();
  }

  private static boolean sameHost(URI one, URI other) {
    return String.valueOf(one.getAuthority()).equals(other.getAuthority());
  }

  private static void requireAsSafe(URI from, URI to) throws IOException {
    boolean safe = "https".equals(to.getScheme()) || "http".equals(from.getScheme());
    if (!safe || to.getHost() == null) {
      throw new IOException("The server redirects to " + to + ", which is not safe");
    }
  }

  private static HttpRequest head(URI address) {
    return request(address).method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
  }

  private static HttpRequest get(URI address, long from) {
    HttpRequest.Builder request = request(address).GET();
    return (from > 0 ? request.header("Range", "bytes=" + from + "-") : request).build();
  }

  /// Compressed answers cannot be resumed, so none is asked for.
  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWER_TIMEOUT)
        .header("Accept-Encoding", "identity")
        .header("User-Agent", "lofi.nvim");
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
