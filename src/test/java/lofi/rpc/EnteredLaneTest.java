package lofi.rpc;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the thread that reads does itself, and what it must not cost.
@Timeout(20)
class EnteredLaneTest {
  private static final Duration LONG = Duration.ofSeconds(15);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "lane"));
  private final SerialLane lane = new SerialLane(thread);
  private final OsPipe toChannel = OsPipe.open();
  private final OsPipe fromChannel = OsPipe.open();
  private final RawPeer peer = new RawPeer(fromChannel.out(), toChannel.in());
  private final RpcChannel channel =
      new RpcChannel("test-rpc", toChannel.out(), fromChannel.in(), lane);
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch forever = new CountDownLatch(1);

  @AfterEach
  void closeEverything() throws Exception {
    forever.countDown();
    peer.close();
    channel.close();
    thread.shutdownNow();
  }

  @Test
  void handlesAMessageOnTheThreadThatHasReadIt() throws Exception {
    start((_, _) -> completedFuture(Thread.currentThread().getName()));

    peer.send(0, 1, "poll", List.of());

    assertEquals(list(1L, 1L, null, "test-rpc-in-1"), peer.receive());
  }

  @Test
  void closesThePipeBehindTheAnswerThatIsBeingWritten() throws Exception {
    var slow = new SlowPipe();
    var closing = new RpcChannel("slow-rpc", toChannel.out(), slow, lane);
    closing.start((_, _) -> completedFuture("last words"), (_, _) -> {}, () -> {});
    peer.send(0, 1, "poll", List.of());
    assertTrue(slow.began.await(10, TimeUnit.SECONDS));

    closing.close();
    assertEquals(List.of(), List.copyOf(slow.log));
    slow.mayGoOn.countDown();

    assertEquals("written", slow.log.poll(10, TimeUnit.SECONDS));
    assertEquals("closed", slow.log.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void closesAPipeThatIsBroken() throws Exception {
    var closed = new CountDownLatch(1);
    var broken = new BrokenPipe(closed);
    var breaking = new RpcChannel("broken-rpc", toChannel.out(), broken, lane);
    breaking.start((_, _) -> completedFuture(null), (_, _) -> {}, ended::countDown);

    breaking.notify("hello");

    assertTrue(ended.await(10, TimeUnit.SECONDS));
    assertTrue(closed.await(10, TimeUnit.SECONDS));
  }

  /// Nobody reads at its other end.
  private static final class BrokenPipe extends OutputStream {
    private final CountDownLatch closed;

    BrokenPipe(CountDownLatch closed) {
      this.closed = closed;
    }

    @Override
    public void write(int value) throws IOException {
      throw new IOException("Broken pipe");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /// Takes each write only once it may.
  private static final class SlowPipe extends OutputStream {
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    @Override
    public void write(int value) {
      throw new AssertionError("A frame is written whole");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      began.countDown();
      while (mayGoOn.getCount() > 0) {
        // A write to a real pipe cannot be interrupted either.
        LockSupport.parkNanos(1_000_000);
        Thread.interrupted();
      }
      log.add("written");
    }

    @Override
    public void close() {
      log.add("closed");
    }
  }

  @Test
  void handlesAMessageInTheLaneWhileSomebodyIsInside() throws Exception {
    start((_, _) -> completedFuture(Thread.currentThread().getName()));
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    lane.execute(() -> {
      inside.countDown();
      await(leave);
    });
    inside.await();

    peer.send(0, 1, "poll", List.of());
    while (lane.waiting() == 0) {
      Thread.onSpinWait();
    }
    leave.countDown();

    assertEquals(list(1L, 1L, null, "lane"), peer.receive());
  }

  @Test
  void readsOnWhileAHandlerHangs() throws Exception {
    start((_, _) -> completedFuture(null));
    peer.send(2, "hang", List.of());

    peer.close();

    assertTrue(ended.await(400, TimeUnit.MILLISECONDS));
  }

  @Test
  void worksOnAfterAHandlerThatTookLong() throws Exception {
    start((method, _) -> completedFuture(method));
    peer.send(2, "hang", List.of());
    assertEquals("hang", heard.take());
    peer.send(0, 1, "waits in the lane", List.of());
    Thread.sleep(ReadingRelay.PATIENCE.multipliedBy(3));

    forever.countDown();

    for (int i = 1; i <= 100; i++) {
      assertEquals((long) i, peer.receive().get(1));
      peer.send(0, i + 1, "next", List.of());
    }
  }

  @Test
  void aHandlerMayAskThePeerAndWait() throws Exception {
    start((_, _) -> completedFuture(channel.call("nvim_get_mode", LONG)));

    peer.send(0, 1, "status", List.of());

    peer.send(1, peer.receive().get(1), null, "normal");
    assertEquals(list(1L, 1L, null, "normal"), peer.receive());
  }

  @Test
  void writesWhatAHandlerSaysBeforeItsReplyInThatOrder() throws Exception {
    start((method, _) -> {
      channel.notify("event", method);
      return completedFuture(method);
    });

    for (long id = 1; id <= 100; id++) {
      peer.send(0, id, "pause", List.of());
      assertEquals(list(2L, "event", List.of("pause")), peer.receive());
      assertEquals(list(1L, id, null, "pause"), peer.receive());
    }
  }

  @Test
  void keepsTheOrderOfArrivalWhereverMessagesAreHandled() throws Exception {
    start((_, _) -> completedFuture(null));
    var random = new Random(5);

    int sent = 0;
    for (int burst = 0; burst < 300; burst++) {
      for (int i = random.nextInt(5); i >= 0; i--) {
        peer.send(2, "event " + sent++, List.of());
      }
      lane.execute(() -> spin(random.nextInt(200_000)));
      spin(random.nextInt(200_000));
    }

    for (int i = 0; i < sent; i++) {
      assertEquals("event " + i, heard.poll(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void losesNothingThatManyThreadsSayAtOnce() throws Exception {
    start((_, arguments) -> completedFuture(arguments.getFirst()));
    int requests = 3000;
    lane.execute(() -> {});
    var talkers = List.of(new Thread(() -> talk("a")), new Thread(() -> talk("b")));
    talkers.forEach(Thread::start);

    int told = 0;
    for (int i = 0; i < requests; i++) {
      peer.send(0, i, "echo", List.of(i));
      List<@Nullable Object> message = peer.receive();
      for (; message.getFirst().equals(2L); message = peer.receive()) {
        told++;
      }
      assertEquals(list(1L, (long) i, null, (long) i), message);
    }
    for (Thread talker : talkers) {
      talker.join();
    }
    for (; told < 2000; told++) {
      assertEquals(2L, peer.receive().getFirst());
    }
  }

  @Test
  void aPeerThatDoesNotReadNeverHoldsUpTheLane() throws Exception {
    String large = "x".repeat(1 << 20);
    start((_, _) -> completedFuture(large));
    peer.send(0, 1, "large", List.of());
    peer.send(0, 2, "large", List.of());

    for (int i = 0; i < 10; i++) {
      var done = new CountDownLatch(1);
      lane.execute(done::countDown);
      assertTrue(done.await(5, TimeUnit.SECONDS));
      peer.send(2, "event " + i, List.of());
      assertNotNull(heard.poll(5, TimeUnit.SECONDS));
    }
    peer.close();

    assertTrue(ended.await(5, TimeUnit.SECONDS));
  }

  /// `hang` is the one notification that takes until the end of the test.
  private void start(RequestHandler requests) {
    channel.start(
        requests,
        (method, _) -> {
          heard.add(method);
          if (method.equals("hang")) {
            await(forever);
          }
        },
        ended::countDown);
  }

  private void talk(String name) {
    for (int i = 0; i < 1000; i++) {
      channel.notifyLatest(name + i, "news", i);
    }
  }

  private static void spin(int nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<@Nullable Object> list(@Nullable Object... values) {
    return Arrays.asList(values);
  }
}
