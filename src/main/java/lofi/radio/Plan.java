package lofi.radio;

/// What the player has been told to play next, and when.
record Plan(Choice choice, Moment moment) {
  static final Plan NONE = new Plan(new Choice.Nothing(), Moment.AT_END);

  enum Moment {
    /// When the current track is over.
    AT_END,
    /// At the next bar line of the stream's song.
    NEXT_BAR,
    /// At the last bar line of the stream's song that leaves room for the fade.
    SONG_END
  }
}
