package lofi.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lofi.rpc.OutgoingQueue.Frame;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {
  private final OutgoingQueue queue = new OutgoingQueue(2, 100);

  @Test
  void handsOutTheOldestFirst() {
    Frame first = frame(1);
    Frame second = frame(1);
    queue.offer(first);
    queue.add(second);

    assertSame(first, queue.poll());
    assertSame(second, queue.poll());
  }

  @Test
  void refusesTheNewestWhenTooManyWait() {
    assertTrue(queue.offer(frame(1)));
    assertTrue(queue.offer(frame(1)));
    assertFalse(queue.offer(frame(1)));

    queue.poll();
    assertTrue(queue.offer(frame(1)));
  }

  @Test
  void refusesTheNewestWhenTooManyBytesWait() {
    assertTrue(queue.offer(frame(60)));
    assertFalse(queue.offer(frame(60)));
    assertTrue(queue.offer(frame(40)));
  }

  @Test
  void isHalfEmptyByCountAndByBytes() {
    assertTrue(queue.isHalfEmpty());
    queue.offer(frame(50));
    assertTrue(queue.isHalfEmpty());
    queue.offer(frame(1));
    assertFalse(queue.isHalfEmpty());
    queue.poll();
    assertTrue(queue.isHalfEmpty());

    queue.poll();
    queue.offer(frame(51));
    assertFalse(queue.isHalfEmpty());
  }

  @Test
  void neverRefusesReplies() {
    for (int i = 0; i < 10; i++) {
      queue.add(frame(60));
    }

    assertEquals(10, queue.size());
    assertTrue(queue.offer(frame(60)));
  }

  @Test
  void keepsOnlyTheNewestValueOfAKeyBehindAllThatCameBefore() {
    Frame event = frame(1);
    Frame newest = frame(1);
    queue.replace("status", frame(1));
    queue.offer(event);
    queue.replace("status", newest);

    assertSame(event, queue.poll());
    assertSame(newest, queue.poll());
    assertEquals(0, queue.size());
  }

  @Test
  void makesRoomWhenAFrameIsTakenBack() {
    Frame unwanted = frame(60);
    queue.offer(unwanted);
    queue.remove(unwanted);
    queue.remove(unwanted);

    assertEquals(0, queue.size());
    assertTrue(queue.offer(frame(100)));
    assertFalse(queue.offer(frame(1)));
  }

  @Test
  void handsOutWhatWaitsAfterItWasClosed() throws Exception {
    Frame last = frame(1);
    queue.offer(last);
    queue.close();
    queue.offer(frame(1));

    assertTrue(queue.awaitFrames());
    assertSame(last, queue.poll());
    assertFalse(queue.awaitFrames());
    assertNull(queue.poll());
  }

  private static Frame frame(int bytes) {
    return new Frame(new byte[bytes], () -> {});
  }
}
