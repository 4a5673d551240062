package lofi.music.style;

/// What plays the bass.
public enum BassVoice {
  UPRIGHT("upright"),
  ELECTRIC("electric"),
  SUB("sub"),
  EIGHT_O_EIGHT("808");

  private final String label;

  BassVoice(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
