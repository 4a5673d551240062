package lofi.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lofi.audio.EffectSettings;
import lofi.audio.LiveSource;
import lofi.audio.PcmSource;
import lofi.audio.tarsos.ColouredSource;
import lofi.generation.Stem;
import lofi.generation.StemGains;
import lofi.generation.TrackReplayer;
import lofi.library.Track;
import lofi.library.TrackId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixTest {
  @TempDir Path folder;
  private Session session;

  @BeforeEach
  void begin() {
    session = new Session(folder);
  }

  @Test
  void theStreamFollowsTheFadersAlsoWhenItBeganBefore() {
    session.radio.toggle();

    session.radio.mix(Map.of(Stem.DRUMS, .4));

    assertEquals(.4f, session.stream.lastFaders().get(Stem.DRUMS));
    assertEquals(1, session.player.sourceChanges());
    assertTrue(session.events.contains(new RadioEvent.Changed()));
  }

  @Test
  void aKeptSongIsTheSongAsItWasMeant() {
    session.radio.mix(Map.of(Stem.DRUMS, 0.0));
    session.radio.toggle();
    session.hear(1);

    session.radio.keep(_ -> {});
    session.makeTracks();

    assertTrue(session.stream.lastFaders().areNeutral());
    Track kept = session.library.newest().orElseThrow();
    assertEquals(0L, ((Number) kept.style().getOrDefault(TrackReplayer.SONG, -1)).longValue());
  }

  @Test
  void aTrackComesFromItsFileUntilAFaderIsMoved() throws Exception {
    var faders = new StemGains();
    TrackId id = session.track("rain", 2);
    Track track = session.library.find(id).orElseThrow();
    var opener = new TrackOpener(session.library, session.replayer, faders);
    float[] heard = new float[1];

    LiveSource source = assertInstanceOf(LiveSource.class, opener.open(track));
    source.read(heard, 1);
    assertEquals(0, heard[0]);
    int before = source.revision();
    faders.set(Stem.DRUMS, .5f);

    assertTrue(source.revision() > before);
    source.changedFrom(4_000).read(heard, 1);
    assertEquals(.5f, heard[0]);
    assertEquals(List.of(4_000L), session.replayer.changes());
  }

  @Test
  void aTrackIsPlayedAnewFromTheStartWhenFadersHaveBeenMovedBefore() throws Exception {
    var faders = new StemGains();
    faders.set(Stem.DRUMS, .5f);
    Track track = session.library.find(session.track("rain", 2)).orElseThrow();
    float[] heard = new float[1];

    PcmSource source = new TrackOpener(session.library, session.replayer, faders).open(track);
    source.read(heard, 1);

    assertEquals(.5f, heard[0]);
  }

  @Test
  void aTrackOfAnotherMakerStaysAsItIs() throws Exception {
    var faders = new StemGains();
    faders.set(Stem.DRUMS, .5f);
    session.queue.use(session.neural);
    session.generate("rain");
    session.makeTracks();
    Track track = session.library.newest().orElseThrow();

    PcmSource source = new TrackOpener(session.library, session.replayer, faders).open(track);

    assertFalse(source instanceof LiveSource);
    assertFalse(source instanceof ColouredSource);
  }

  @Test
  void effectsColourTracksOfAnotherMakerOnly() throws Exception {
    var opener = new TrackOpener(session.library, session.replayer, new StemGains());
    opener.setEffects(new EffectSettings(true, 9_000, 12, 0));
    Track own = session.library.find(session.track("rain", 2)).orElseThrow();
    session.clock.advance(Duration.ofSeconds(5));
    session.queue.use(session.neural);
    session.generate("rain");
    session.makeTracks();
    Track neural = session.library.newest().orElseThrow();

    assertFalse(opener.open(own) instanceof ColouredSource);
    assertInstanceOf(ColouredSource.class, opener.open(neural));
    opener.setEffects(EffectSettings.NONE);
    assertFalse(opener.open(neural) instanceof ColouredSource);
  }
}
