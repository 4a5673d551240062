package lofi.music.style;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words that a prompt can be heard by, and what each of them does.
///
/// Amounts are `tempo` in BPM, `lowpass` in kHz, `minor` as a probability, `swing` as a share,
/// levels such as `bass` in dB, `register` in semitones; moods and beds run from 0 to 1. `Effect`
/// explains the signs.
final class Lexicon {
  private static final String TABLE =
      """
      rain, rainy, rainy day, drizzle | rain+.7 valence-.3 energy-.1 tempo-3 lowpass-1.7 density-.3 swing+.015 register-2 keys:felt/rhodes kit:soft/brushes bass:electric/sub minor+.35 *bedroom_tape=4 *bossa_terrace=.05 *guitar_porch=.1 *snow_box=.5
      storm, thunder, thunderstorm | rain+1 thunder+.3 valence-.4 minor+.2
      jazzy, jazz | jazz+.5 swing+.02 bass:upright kit:brushes *jazz_room=6
      jazzy piano, jazz piano | jazz+.5 swing+.02 bass:upright kit:brushes keys:felt *jazz_room=6
      piano, pianos | keys:felt
      mellow piano | keys:felt lowpass-1 drive+.1 energy-.1
      rhodes, electric piano, keys | keys:rhodes
      wurlitzer, wurli | keys:wurlitzer
      guitar, guitars, nylon, acoustic | guitar+1 lead:nylon *guitar_porch=4
      vibes, vibraphone | lead:vibes *snow_box=2
      music box, musicbox | lead:music_box *snow_box=4
      pad, pads, strings | !pad space+.3
      synth, ambient synth, synths | !pad lead:synth/soft_square kit:electronic space+.5 density-.3 *night_synth=5
      ambient, drone | drums-.6 !half_time space+.6 tempo-6 density-.5 !pad *night_synth=2 *snow_box=2
      coffee shop, cafe, coffee | cafe+.5 jazz+.3 valence+.2 !shaker *jazz_room=2 *bossa_terrace=2
      late night, midnight, night, nighttime | valence-.2 energy-.2 lowpass-1.5 minor+.2 crickets+.1 *night_synth=2
      coding, focus, study, studying, work, late night coding | density-.2 melody-.2 !narrow_dynamics
      sleep, sleepy, bedtime, sleeping | range:62-72 !soft_drums lowpass-3 energy-.5 drums-.5
      morning, sunrise | valence+.4 lowpass+1 birds+.15 mode:major
      sunset, golden hour | valence+.1 wobble+.2 keys:rhodes !major_7_colours
      summer, beach, tropical | waves+.3 lead:nylon valence+.4 lowpass+.5 tempo+4 energy+.1 density+.2 swing-.04 register+3 kit:bossa/hand !bossa_comping !shaker minor-.4 *bossa_terrace=6 *guitar_porch=5 *night_synth=.15 *snow_box=.1 *dusty_sampler=.2 *bedroom_tape=.2 *jazz_room=.5
      winter, snow, snowy, christmas | space+.3 lead:vibes/music_box density-.2 wind+.2 *snow_box=8
      autumn, fall | keys:felt valence-.1 dust+.2
      forest, nature, woods | birds+.3 wind+.2 lead:nylon *guitar_porch=3
      ocean, waves, sea | waves+.6 !pad
      fireplace, campfire, cozy, fire | fire+.5 lowpass-1 valence+.2
      train, bus, travel | rumble+.3 !shaker !ostinato
      city, street, tokyo | city+.3 energy+.1
      space, cosmic, stars | space+.7 !pad !sharp_11_colours *night_synth=3
      vinyl, vinyl crackle, crackle | dust+.6
      dusty | dust+.6 *dusty_sampler=2
      tape, cassette, vhs | wobble+.4 hiss+6 drive+.3 *bedroom_tape=3
      bitcrushed, 8 bit, sp1200, lo fi sampler | crush+.6 *dusty_sampler=4
      chiptune | crush+.6 lead:soft_square *bedroom_tape=2
      warm, mellow | lowpass-1 drive+.1 energy-.1
      bright, crisp | lowpass+2.5
      muffled, underwater | lowpass-3
      dark, moody | mode:minor valence-.4 lowpass-1
      sad, melancholy, melancholic, heartbreak | mode:minor valence-.5 tempo-5 density-.2 !borrowed_iv
      happy, cheerful, sunny | mode:major valence+.6 tempo+4
      nostalgic, memories, retro, nostalgia | wobble+.3 dust+.3 !borrowed_iv !borrowed_flat_vii mode:major
      dreamy, hazy, ethereal | space+.5 wobble+.2 !sharp_11_colours !pad
      romantic, love | valence+.2 jazz+.2 keys:felt
      chill, relaxed, calm, laid back | energy-.2 feel:laid_back
      lonely, solitude, lonesome | density-.4 !solo_breaks
      hopeful, hope | valence+.3 !rising_lines
      mysterious, mystery | mode:minor !dorian !tritone_substitutes
      epic | energy+.3
      lofi hip hop, lo fi hip hop, lofi hiphop, lofi beats | energy+.05
      hip hop, boom bap, hiphop | energy+.2 kit:boom_bap range:82-92 *dusty_sampler=3
      dilla, drunk, wonky, off grid | feel:dilla
      swing, swung | swing:.62
      shuffle | swing:.667
      straight | swing:.505
      trap | !trap_hats bass:eight_o_eight/sub *night_synth=2
      bossa, latin, bossa nova | !bossa_comping kit:bossa *bossa_terrace=12
      house | swing:.505 range:90-90
      soul, neo soul, rnb, r b | jazz+.3 !soul_colours !ghosts
      blues, bluesy | mode:major !blues
      classical | keys:felt jazz-.3 !counter_melody !simple_triads
      slow, slower | tempo-8
      fast, upbeat, faster | tempo+8
      minimal, sparse | density-.4
      busy, dense | density+.3
      drums, beats, beat, drum | drums+.3
      melody, lead | melody+.3
      no drums, beatless, without drums, drumless | !no_drums
      no melody, without melody, no lead | !no_melody
      loop only | !no_melody
      no bass, without bass | !no_bass
      no keys, without keys, no chords | !no_keys
      bass heavy, deep, bassy | bass+2 bass:sub
      short | !short_songs
      long | !long_songs
      chillhop | energy+.1 jazz+.2 !soul_colours
      flute, whistle | lead:flute/whistle
      tired, exhausted | tempo-4 energy-.3
      """;

  private static final Map<String, List<Effect>> ENTRIES = read();

  private Lexicon() {}

  /// What `phrase` does; empty when the lexicon does not know it.
  static List<Effect> effectsOf(String phrase) {
    return ENTRIES.getOrDefault(phrase, List.of());
  }

  static Iterable<String> phrases() {
    return ENTRIES.keySet();
  }

  private static Map<String, List<Effect>> read() {
    Map<String, List<Effect>> entries = new HashMap<>();
    TABLE.lines().forEach(line -> readRow(line, entries));
    return entries;
  }

  private static void readRow(String line, Map<String, List<Effect>> entries) {
    int bar = line.indexOf('|');
    List<Effect> effects = new ArrayList<>();
    for (String effect : line.substring(bar + 1).strip().split(" ", -1)) {
      effects.add(Effect.parse(effect));
    }
    for (String phrase : line.substring(0, bar).split(",", -1)) {
      entries.put(phrase.strip(), List.copyOf(effects));
    }
  }
}
