package lofi.musicgen.protocol;

/// What the worker is doing for a piece; the last three take turns.
public enum Stage {
  LOADING("loading the model"),
  READING("reading the prompt"),
  COMPOSING("composing"),
  DECODING("turning codes into sound"),
  HANDING_OVER("handing sound over");

  private final String doing;

  Stage(String doing) {
    this.doing = doing;
  }

  /// In the middle of a sentence for people.
  public String doing() {
    return doing;
  }
}
