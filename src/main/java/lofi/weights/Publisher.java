package lofi.weights;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where files are fetched from: the publisher's hub or a mirror of it, through a proxy or not.
///
/// A mirror has the hub's addresses behind its own: `MIRROR/owner/name/resolve/REVISION/path`, over
/// HTTPS or as folders on a disk (`file:`).
///
/// @param isOffline whether the user forbids all fetching; a mirror on a disk is still read
public record Publisher(URI endpoint, boolean isOffline, Optional<InetSocketAddress> proxy) {
  private static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "[::1]");
  private static final String HUB = "https://huggingface.co";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

  /// Reads `LOFI_MODEL_MIRROR`, `HF_ENDPOINT`, `LOFI_OFFLINE` and the usual names of a proxy.
  public static Publisher of(Map<String, String> environment) throws WeightsException {
    String endpoint =
        environment.getOrDefault("LOFI_MODEL_MIRROR", environment.getOrDefault("HF_ENDPOINT", HUB));
    URI uri = URI.create(endpoint.endsWith("/") ? endpoint : endpoint + "/");
    requireSafe(uri);
    String offline = environment.getOrDefault("LOFI_OFFLINE", "0");
    return new Publisher(uri, !offline.equals("0") && !offline.isEmpty(), proxy(environment, uri));
  }

  private static void requireSafe(URI uri) throws WeightsException {
    boolean isLocal = LOCAL_HOSTS.contains(String.valueOf(uri.getHost()));
    boolean isSafe =
        switch (uri.getScheme()) {
          case "https", "file" -> true;
          case "http" -> isLocal;
          case null, default -> false;
        };
    if (!isSafe) {
      throw new WeightsException(
          "The mirror " + uri + " is neither HTTPS nor a folder",
          "Set LOFI_MODEL_MIRROR to an address that begins with https:// or file:///.");
    }
  }

  private static Optional<InetSocketAddress> proxy(Map<String, String> environment, URI uri) {
    List<String> direct =
        Arrays.asList(first(environment, "no_proxy", "NO_PROXY").orElse("").split(",", -1));
    if (uri.getHost() == null || direct.contains(uri.getHost()) || direct.contains("*")) {
      return Optional.empty();
    }
    return first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        .map(URI::create)
        .filter(address -> address.getHost() != null)
        .map(address ->
            new InetSocketAddress(
                address.getHost(), address.getPort() < 0 ? 80 : address.getPort()));
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    return Arrays.stream(names)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  /// Where all files of a model lie.
  URI folder(CatalogueModel model) {
    return endpoint.resolve(String.join("/", model.repository(), "resolve", model.revision(), ""));
  }

  URI address(CatalogueModel model, CatalogueFile file) {
    return folder(model).resolve(file.path());
  }

  boolean isFolder() {
    return "file".equals(endpoint.getScheme());
  }

  /// A client that follows no redirect by itself: see [Download].
  HttpClient client() {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(Redirect.NEVER);
    builder.proxy(proxy.<ProxySelector>map(OneProxy::new).orElseGet(ProxySelector::getDefault));
    return builder.build();
  }

  /// Sends everything through one proxy.
  private static final class OneProxy extends ProxySelector {
    private final Proxy proxy;

    OneProxy(InetSocketAddress address) {
      this.proxy =
          new Proxy(
              Proxy.Type.HTTP,
              InetSocketAddress.createUnresolved(address.getHostString(), address.getPort()));
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
