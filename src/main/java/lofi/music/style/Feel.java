package lofi.music.style;

/// Where a drummer's hands fall around the grid.
public enum Feel {
  NATURAL("natural"),
  LAID_BACK("laid-back"),
  DILLA("dilla");

  private final String label;

  Feel(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
