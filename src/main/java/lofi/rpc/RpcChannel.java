package lofi.rpc;

import com.ensarsarajcic.neovim.java.corerpc.client.PackStream;
import com.ensarsarajcic.neovim.java.corerpc.client.RpcConnection;
import com.ensarsarajcic.neovim.java.corerpc.message.NotificationMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.RequestMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.ResponseMessage;
import com.ensarsarajcic.neovim.java.corerpc.message.RpcError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lofi.rpc.OutgoingQueue.Frame;
import org.jspecify.annotations.Nullable;

/// One msgpack-RPC connection over two pipes, in both directions.
///
/// Handlers and the futures of `request` run in the lane given here, in the order of arrival. If
/// the lane is empty, the thread that has read a message (`…-in-1`) handles it and writes what
/// there is to say, so that the usual request wakes no other thread; should this take long, a
/// second one (`…-in-2`) reads on. Otherwise the message waits in the lane, and `…-out` writes.
///
/// Every method may be called from any thread, returns at once (except `call` and `close`), and may
/// be called before `start` and before the peer answers anything.
///
/// **A peer that does not read** costs a fixed amount of memory: of each key given to
/// `notifyLatest` only the newest value waits; other notifications and requests wait up to 1,024
/// messages or 8 MiB, then new ones are refused (counted in `droppedNotifications`, logged when it
/// begins; a request fails with `QUEUE_FULL`). Replies are never dropped: instead, no more than
/// 1,024 of the peer's messages are in hand at a time, and the next one waits in the pipe.
public final class RpcChannel implements AutoCloseable {
  static final int MAX_WAITING_MESSAGES = 1024;
  static final int MAX_WAITING_BYTES = 8 << 20;
  static final int MAX_IN_HAND = 1024;

  private static final long LAST_WORDS_MILLIS = 200;

  private final InputStream in;
  private final OutputStream out;
  private final Lane lane;
  private final IncomingMessages incoming;
  private final OutgoingMessages outgoing;
  private final PackStream stream;

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<@Nullable Object>> unanswered =
      new ConcurrentHashMap<>();
  private final Semaphore room = new Semaphore(MAX_IN_HAND);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicBoolean dropping = new AtomicBoolean();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Runnable onEnd = () -> {};

  /// @param name begins the names of the threads: `lofi-rpc` makes `lofi-rpc-in-1` and so on
  /// @param lane runs handlers and futures
  public RpcChannel(String name, InputStream in, OutputStream out, Lane lane) {
    this.in = in;
    this.out = out;
    this.lane = lane;
    var queue = new OutgoingQueue(MAX_WAITING_MESSAGES, MAX_WAITING_BYTES);
    this.incoming = new IncomingMessages(name + "-in", this::refuse, this::end);
    this.outgoing = new OutgoingMessages(name + "-out", queue, this::breakPipe);
    this.stream = new PackStream(outgoing, incoming);
  }

  /// A channel whose handlers and futures all run on `executor`; one thread keeps them in order.
  public RpcChannel(String name, InputStream in, OutputStream out, Executor executor) {
    this(name, in, out, Lane.closed(executor));
  }

  /// Begins to read and write.
  ///
  /// @param onEnd called once when the peer has closed its end, sends no messages but garbage, or
  ///   can no longer be written to; not after `close`. It runs on a pipe's thread, so that it works
  ///   even if the executor hangs.
  public void start(RequestHandler requests, NotificationHandler notifications, Runnable onEnd) {
    this.onEnd = onEnd;
    stream.addRequestCallback(request -> takeIn(() -> serve(request, requests)));
    stream.addNotificationCallback(notification -> takeIn(() -> hear(notification, notifications)));
    stream.attach(new Pipes(in, out));
  }

  /// Asks the peer. The future completes in the lane, with the result or an `RpcException`.
  ///
  /// Never wait for the future within the lane: chain on it.
  ///
  /// @throws IllegalArgumentException if an argument has no MessagePack form
  public CompletableFuture<@Nullable Object> request(
      String method, Duration timeout, @Nullable Object... arguments) {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    ask(
        method,
        timeout,
        arguments,
        (answer, failure) -> {
          if (!post(() -> settle(result, answer, failure))) {
            result.completeExceptionally(RpcException.closed());
          }
        });
    return result;
  }

  /// Asks the peer and waits for the result; works on every thread, also within a handler.
  ///
  /// @throws RpcException if there is none
  public @Nullable Object call(String method, Duration timeout, @Nullable Object... arguments)
      throws InterruptedException {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    ask(method, timeout, arguments, (answer, failure) -> settle(result, answer, failure));
    outgoing.unhold();
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RpcException failure ? failure : new IllegalStateException(e);
    }
  }

  /// Tells the peer, unless it has not read for so long that too much waits already.
  ///
  /// @return false if the message was dropped
  /// @throws IllegalArgumentException if an argument has no MessagePack form
  public boolean notify(String method, @Nullable Object... arguments) {
    if (outgoing.offer(OutgoingMessages.frame(notification(method, arguments)))) {
      if (dropping.get() && outgoing.isHalfEmpty()) {
        dropping.set(false);
      }
      return true;
    }
    dropped.incrementAndGet();
    if (!dropping.getAndSet(true)) {
      log().log(Level.WARNING, () -> "The peer does not read: dropping messages from " + method);
    }
    return false;
  }

  /// Tells the peer what only the newest value matters of: one with the same key that still waits
  /// is forgotten.
  public void notifyLatest(String key, String method, @Nullable Object... arguments) {
    outgoing.sendLatest(key, notification(method, arguments));
  }

  /// How many notifications were dropped because the peer did not read.
  public long droppedNotifications() {
    return dropped.get();
  }

  /// Writes what still waits (for at most 200 ms) and closes the outgoing pipe.
  @Override
  public void close() {
    over.set(true);
    letGo();
    try {
      outgoing.awaitEnd(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // Requests of ours

  /// Everything stands ready before the question leaves, so that the reading thread passes the
  /// answer on before it reads what the peer sent after it.
  private void ask(
      String method, Duration timeout, @Nullable Object[] arguments, AnswerHandler whenDone) {
    int id = lastId.incrementAndGet() & Integer.MAX_VALUE;
    var question =
        new RequestMessage.Builder(method, new ArrayList<>(Arrays.asList(arguments)))
            .withId(id)
            .build();
    Frame frame = OutgoingMessages.frame(question);
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    unanswered.put(id, answer);
    incoming.listenForResponse(id, (_, response) -> accept(answer, response));
    var _ =
        answer
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((result, failure) -> {
              forget(id, frame);
              whenDone.handle(result, explained(failure, method, timeout));
            });
    boolean accepted = outgoing.offer(frame);
    if (over.get()) {
      answer.completeExceptionally(RpcException.closed());
    } else if (!accepted) {
      answer.completeExceptionally(RpcException.queueFull(method));
    }
  }

  private interface AnswerHandler {
    void handle(@Nullable Object result, @Nullable Throwable failure);
  }

  private void forget(int id, Frame frame) {
    unanswered.remove(id);
    incoming.forget(id);
    outgoing.takeBack(frame);
  }

  private static void accept(CompletableFuture<@Nullable Object> answer, ResponseMessage response) {
    RpcError error = response.getError();
    if (error == null) {
      answer.complete(response.getResult());
    } else {
      answer.completeExceptionally(RpcException.refused(error.getMessage()));
    }
  }

  private static @Nullable Throwable explained(
      @Nullable Throwable failure, String method, Duration timeout) {
    return failure instanceof TimeoutException ? RpcException.timedOut(method, timeout) : failure;
  }

  private static void settle(
      CompletableFuture<@Nullable Object> result,
      @Nullable Object answer,
      @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(answer);
    } else {
      result.completeExceptionally(failure);
    }
  }

  // The peer's messages. All of this runs in the lane, except what waits for a pipe.

  private void takeIn(Runnable task) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (lane.enterIfEmpty()) {
      incoming.doHere(() -> runInLane(task));
    } else {
      post(task);
    }
  }

  /// Nobody waits for a pipe within the lane: what the task says is written behind it.
  private void runInLane(Runnable task) {
    outgoing.hold();
    try {
      task.run();
    } finally {
      lane.leave();
      outgoing.flush();
    }
  }

  private void hear(NotificationMessage message, NotificationHandler handler) {
    try {
      handler.handle(message.getName(), copyOf(message.getArguments()));
    } catch (Throwable e) {
      log().log(Level.ERROR, "Handling the notification " + message.getName() + " failed", e);
    } finally {
      room.release();
    }
  }

  private void serve(RequestMessage request, RequestHandler handler) {
    answer(request, handler)
        .whenComplete((result, failure) -> {
          if (failure == null) {
            reply(request.getId(), result);
          } else {
            replyWithError(request.getId(), errorText(request.getMethod(), failure));
          }
        });
  }

  private static CompletionStage<? extends @Nullable Object> answer(
      RequestMessage request, RequestHandler handler) {
    try {
      return handler.handle(request.getMethod(), copyOf(request.getArguments()));
    } catch (Throwable e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void reply(int id, @Nullable Object result) {
    try {
      outgoing.send(new ResponseMessage(id, null, result), room::release);
    } catch (IllegalArgumentException e) {
      log().log(Level.ERROR, "A result cannot be sent", e);
      replyWithError(id, String.valueOf(e.getMessage()));
    }
  }

  private void replyWithError(int id, String text) {
    outgoing.send(new ResponseMessage(id, RpcError.exception(text), null), room::release);
  }

  private void refuse(int id, String why) {
    log().log(Level.WARNING, () -> "Refused request " + id + ": " + why);
    takeIn(() -> replyWithError(id, why));
  }

  private static String errorText(String method, Throwable failure) {
    Throwable cause = unwrapped(failure);
    if (cause instanceof ErrorReply reply) {
      return reply.text();
    }
    log().log(Level.ERROR, "Answering the request " + method + " failed", cause);
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  // The end

  private void end() {
    if (over.getAndSet(true)) {
      return;
    }
    letGo();
    try {
      onEnd.run();
    } catch (RuntimeException e) {
      log().log(Level.ERROR, "Ending the channel failed", e);
    }
  }

  private void breakPipe(IOException e) {
    log().log(Level.DEBUG, () -> "The pipe broke while writing: " + e);
    end();
  }

  private void letGo() {
    stream.stop();
    unanswered.values().forEach(answer -> answer.completeExceptionally(RpcException.closed()));
  }

  private boolean post(Runnable task) {
    try {
      lane.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      log().log(Level.DEBUG, "Nobody handles messages any more");
      return false;
    }
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static NotificationMessage notification(String method, @Nullable Object... arguments) {
    return new NotificationMessage(method, new ArrayList<>(Arrays.asList(arguments)));
  }

  /// A list of the handler's own: core-rpc's is of an unknown type.
  private static List<@Nullable Object> copyOf(Collection<?> values) {
    return new ArrayList<>(values);
  }

  /// The two pipes in the form that core-rpc takes them.
  private record Pipes(InputStream in, OutputStream out) implements RpcConnection {
    @Override
    public InputStream getIncomingStream() {
      return in;
    }

    @Override
    public OutputStream getOutgoingStream() {
      return out;
    }

    @Override
    public void close() throws IOException {
      in.close();
      out.close();
    }
  }

  /// Asked for when there is something to say: Java's logging takes 17 ms to wake up.
  private static Logger log() {
    return System.getLogger("lofi.rpc");
  }
}
