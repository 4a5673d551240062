package lofi.nvim;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import lofi.rpc.ErrorReply;
import lofi.rpc.OsPipe;
import lofi.rpc.RemoteHandle;
import lofi.rpc.RpcChannel;
import org.jspecify.annotations.Nullable;

/// The other end of the pipe: takes a host's calls and answers as Neovim would.
///
/// Give `hostChannel` to the code under test. Then say what Neovim does (`asks`, `tells`,
/// `stopsReading`, `goesAway`) and see what it was told (`nextCall`). The calls within an
/// `nvim_call_atomic` count like any others.
public final class FakeNeovim implements PeerNeovim {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OsPipe toHost = OsPipe.open();
  private final OsPipe fromHost = OsPipe.open();
  private final Valve valve = new Valve(fromHost.out());
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("fake-neovim").factory());
  private final RpcChannel channel = new RpcChannel("fake-neovim", valve, toHost.in(), thread);

  private final Map<String, BlockingQueue<List<@Nullable Object>>> calls =
      new ConcurrentHashMap<>();
  private final Map<String, Function<List<@Nullable Object>, @Nullable Object>> answers =
      new ConcurrentHashMap<>();
  private final AtomicInteger handles = new AtomicInteger(1000);
  private volatile Object client = Map.of();

  public FakeNeovim() {
    answers("nvim_create_buf", _ -> new RemoteHandle(0, handles.incrementAndGet()));
    answers("nvim_open_win", _ -> new RemoteHandle(1, handles.incrementAndGet()));
    answers("nvim_create_namespace", _ -> 1);
    answers("nvim_get_option_value", arguments -> "columns".equals(arguments.getFirst()) ? 80 : 24);
    answers("nvim_set_client_info", arguments -> client = Map.of("attributes", arguments.get(4)));
    answers("nvim_list_chans", _ -> List.of(Map.of("id", 3, "client", client)));
    channel.start(this::answer, this::answer, () -> {});
  }

  @Override
  public RpcChannel hostChannel(Executor executor) {
    return new RpcChannel("host", hostInput(), hostOutput(), executor);
  }

  public InputStream hostInput() {
    return toHost.out();
  }

  public OutputStream hostOutput() {
    return fromHost.in();
  }

  /// From now on calls of `method` get this answer; without one it is nil. It may throw an
  /// `ErrorReply`.
  public void answers(String method, Function<List<@Nullable Object>, @Nullable Object> answer) {
    answers.put(method, answer);
  }

  /// The host gets the question after the answers to all that this Neovim has heard.
  @Override
  public @Nullable Object asks(String method, @Nullable Object... arguments)
      throws InterruptedException {
    CompletableFuture.runAsync(() -> {}, thread).join();
    return channel.call(method, PATIENCE, arguments);
  }

  /// Comes after the answers to all that this Neovim has heard.
  @Override
  public void tells(String method, @Nullable Object... arguments) {
    thread.execute(() -> channel.notify(method, arguments));
  }

  /// The user types a command, with its name first and maybe a bang at its end.
  public void types(String command) {
    List<String> words = Arrays.asList(command.split(" "));
    String name = words.getFirst().replace("!", "");
    int bang = command.contains("!") ? 1 : 0;
    tells("/old/path/lofi.host:command:" + name, words.subList(1, words.size()), bang);
  }

  /// The arguments of the oldest call of `method` not asked for yet; waits until one comes.
  public List<@Nullable Object> nextCall(String method) throws InterruptedException {
    var call = callsOf(method).poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertNotNull(call, () -> "Neovim heard no " + method);
    return call;
  }

  public int waitingCalls(String method) {
    return callsOf(method).size();
  }

  @Override
  public List<LuaCall> newLuaCalls() throws InterruptedException {
    List<LuaCall> calls = new ArrayList<>();
    while (waitingCalls("nvim_exec_lua") > 0) {
      List<@Nullable Object> call = nextCall("nvim_exec_lua");
      calls.add(
          new LuaCall(String.valueOf(call.getFirst()), new ArrayList<>((List<?>) call.get(1))));
    }
    return calls;
  }

  /// Like a Neovim at a hit-enter prompt, or stopped by SIGSTOP.
  public void stopsReading() {
    valve.shut();
  }

  public void readsAgain() {
    valve.open();
  }

  public void goesAway() throws IOException {
    valve.open();
    toHost.in().close();
    fromHost.out().close();
  }

  @Override
  public void close() throws IOException {
    goesAway();
    channel.close();
    thread.shutdownNow();
  }

  private CompletionStage<? extends @Nullable Object> answer(
      String method, List<@Nullable Object> arguments) {
    return CompletableFuture.completedFuture(take(method, arguments));
  }

  private @Nullable Object take(String method, List<@Nullable Object> arguments) {
    if (method.equals("nvim_call_atomic")) {
      return takeAll((List<?>) arguments.getFirst());
    }
    callsOf(method).add(arguments);
    var answer = answers.get(method);
    return answer == null ? null : answer.apply(arguments);
  }

  private List<@Nullable Object> takeAll(@Nullable List<?> batch) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Object entry : batch == null ? List.of() : batch) {
      var call = (List<?>) entry;
      try {
        results.add(take((String) call.get(0), new ArrayList<>((List<?>) call.get(1))));
      } catch (ErrorReply e) {
        return List.of(results, List.of(results.size(), 0, e.text()));
      }
    }
    return Arrays.asList(results, null);
  }

  private BlockingQueue<List<@Nullable Object>> callsOf(String method) {
    return calls.computeIfAbsent(method, _ -> new LinkedBlockingQueue<>());
  }

  /// Lets bytes through only while it is open.
  private static final class Valve extends FilterInputStream {
    private boolean shut;

    Valve(InputStream in) {
      super(in);
    }

    synchronized void shut() {
      shut = true;
    }

    synchronized void open() {
      shut = false;
      notifyAll();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      awaitOpen();
      int read = super.read(bytes, offset, length);
      awaitOpen();
      return read;
    }

    private synchronized void awaitOpen() throws IOException {
      try {
        while (shut) {
          wait();
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }
}
