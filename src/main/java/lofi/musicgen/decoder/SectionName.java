package lofi.musicgen.decoder;

/// What the parts of a packed model are called.
public final class SectionName {
  public static final String NORM = "norm";
  public static final String HEADS = "heads";
  public static final String TEXT_PROJECTION = "text.projection";
  public static final String TEXT_BIAS = "text.bias";

  private SectionName() {}

  public static String embedding(int codebook) {
    return "embedding." + codebook;
  }

  /// The parts of one layer.
  public record Layer(int index) {
    public String selfNorm() {
      return named("self.norm");
    }

    public String queryKeyValue() {
      return named("self.queryKeyValue");
    }

    public String selfOut() {
      return named("self.out");
    }

    public String crossNorm() {
      return named("cross.norm");
    }

    public String crossQuery() {
      return named("cross.query");
    }

    public String crossKeyValue() {
      return named("cross.keyValue");
    }

    public String crossOut() {
      return named("cross.out");
    }

    public String feedNorm() {
      return named("feed.norm");
    }

    public String feedUp() {
      return named("feed.up");
    }

    public String feedDown() {
      return named("feed.down");
    }

    private String named(String part) {
      return "layer." + index + "." + part;
    }
  }
}
