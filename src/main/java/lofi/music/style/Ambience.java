package lofi.music.style;

/// The beds of sound that can lie under the music.
public enum Ambience {
  RAIN,
  THUNDER,
  CAFE,
  CRICKETS,
  BIRDS,
  WAVES,
  WIND,
  FIRE,
  RUMBLE,
  CITY
}
