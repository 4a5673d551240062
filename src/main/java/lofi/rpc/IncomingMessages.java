package lofi.rpc;

import static java.util.Objects.requireNonNull;

import com.ensarsarajcic.neovim.java.corerpc.client.RpcListener;
import com.ensarsarajcic.neovim.java.corerpc.message.NotificationMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.RequestMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.ResponseMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.RpcError;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;

/// Reads messages from the pipe, on a thread of its own.
///
/// That thread may also do what the message asks for; see `ReadingRelay`.
///
/// A message that makes no sense is refused or logged, and the next one is read. Bytes that are no
/// messages at all end the reading, since nobody knows where the next message begins.
final class IncomingMessages implements RpcListener {
  private static final int REQUEST = 0;
  private static final int RESPONSE = 1;
  private static final int NOTIFICATION = 2;

  private final String threadName;
  private final BiConsumer<Integer, String> refusal;
  private final Runnable onEnd;
  private final Map<Integer, ResponseCallback> awaited = new ConcurrentHashMap<>();
  // Set before the first thread starts, which makes them visible to it.
  private RequestCallback onRequest = request -> {};
  private NotificationCallback onNotification = notification -> {};
  private volatile @Nullable ReadingRelay relay;

  /// @param refusal sends an error reply to the request of that id
  /// @param onEnd called once by the reading thread when nothing more can come
  IncomingMessages(String threadName, BiConsumer<Integer, String> refusal, Runnable onEnd) {
    this.threadName = threadName;
    this.refusal = refusal;
    this.onEnd = onEnd;
  }

  @Override
  public void listenForRequests(RequestCallback callback) {
    onRequest = callback;
  }

  @Override
  public void listenForNotifications(NotificationCallback callback) {
    onNotification = callback;
  }

  @Override
  public void listenForResponse(int id, ResponseCallback callback) {
    awaited.put(id, callback);
  }

  /// A response to request `id` that still comes is ignored.
  void forget(int id) {
    awaited.remove(id);
  }

  @Override
  public void start(InputStream pipe) {
    var values = new ValueReader(MessagePack.newDefaultUnpacker(new BusyPollingInput(pipe)));
    var started = new ReadingRelay(threadName, () -> readNext(pipe, values));
    relay = started;
    started.start();
  }

  @Override
  public void stop() {
    ReadingRelay started = relay;
    if (started != null) {
      started.stop();
    }
  }

  /// Does `task` on the thread that has just read a message; called by a callback, as its last
  /// step.
  void doHere(Runnable task) {
    requireNonNull(relay).doHere(task);
  }

  /// Reads one message and hands it to a callback; false when there can be no more.
  private boolean readNext(InputStream pipe, ValueReader values) {
    try {
      if (values.hasNext()) {
        receive(values.readMessage(), values.wasCut());
        return true;
      }
      pipe.close();
    } catch (FrameLostException e) {
      log().log(Level.ERROR, () -> "The channel ends, its input makes no sense: " + e.getMessage());
    } catch (MessageInsufficientBufferException e) {
      log().log(Level.DEBUG, "The input ended within a message");
    } catch (IOException e) {
      log().log(Level.DEBUG, () -> "The pipe broke while reading: " + e);
    }
    onEnd.run();
    return false;
  }

  private void receive(List<@Nullable Object> fields, boolean cut) {
    Object type = fields.isEmpty() ? null : fields.getFirst();
    if (!(type instanceof Long kind)) {
      ignore("a message without a type");
      return;
    }
    switch (kind.intValue()) {
      case REQUEST -> receiveRequest(fields, cut);
      case RESPONSE -> receiveResponse(fields, cut);
      case NOTIFICATION -> receiveNotification(fields, cut);
      default -> ignore("a message of the unknown type " + kind);
    }
  }

  private void receiveRequest(List<@Nullable Object> fields, boolean cut) {
    if (fields.size() < 2 || !(fields.get(1) instanceof Long id)) {
      ignore("a request without an id");
    } else if (cut) {
      refusal.accept(id.intValue(), "The request is too large");
    } else if (fields.size() != 4
        || !(fields.get(2) instanceof String method)
        || !(fields.get(3) instanceof List<?> arguments)) {
      refusal.accept(id.intValue(), "A request is [0, id, method, arguments]");
    } else {
      onRequest.requestReceived(
          new RequestMessage.Builder(method, new ArrayList<>(arguments))
              .withId(id.intValue())
              .build());
    }
  }

  private void receiveResponse(List<@Nullable Object> fields, boolean cut) {
    if (fields.size() != 4 || !(fields.get(1) instanceof Long id)) {
      ignore("a response that is not [1, id, error, result]");
      return;
    }
    ResponseCallback callback = awaited.remove(id.intValue());
    if (callback == null) {
      log().log(Level.DEBUG, () -> "Nobody waits any more for response " + id);
      return;
    }
    callback.responseReceived(id.intValue(), response(id.intValue(), fields, cut));
  }

  private static ResponseMessage response(int id, List<@Nullable Object> fields, boolean cut) {
    if (cut) {
      return new ResponseMessage(id, RpcError.exception("The response is too large"), null);
    }
    Object error = fields.get(2);
    return new ResponseMessage(
        id, error == null ? null : RpcError.exception(errorText(error)), fields.get(3));
  }

  /// Neovim's errors are `[type, text]`; others may send the text alone.
  private static String errorText(Object error) {
    return error instanceof List<?> parts && parts.size() == 2
        ? String.valueOf(parts.get(1))
        : String.valueOf(error);
  }

  private void receiveNotification(List<@Nullable Object> fields, boolean cut) {
    if (cut) {
      ignore("a notification that is too large");
    } else if (fields.size() != 3
        || !(fields.get(1) instanceof String method)
        || !(fields.get(2) instanceof List<?> arguments)) {
      ignore("a notification that is not [2, method, arguments]");
    } else {
      onNotification.notificationReceived(
          new NotificationMessage(method, new ArrayList<>(arguments)));
    }
  }

  private static void ignore(String what) {
    log().log(Level.WARNING, () -> "Ignored " + what);
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.rpc");
  }
}
