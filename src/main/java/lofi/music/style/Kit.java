package lofi.music.style;

/// The drum kit, which decides lanes and playing as well as sound.
public enum Kit {
  BOOM_BAP,
  SOFT,
  BRUSHES,
  ELECTRONIC,
  HAND,
  BELLS,
  BOSSA
}
