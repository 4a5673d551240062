package lofi.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lofi.music.measure.SoundReport;
import lofi.music.style.Palette;

/// Prints how pieces measure, seed by seed, and how far they spread against real tracks.
final class MeasureDemo {
  private MeasureDemo() {}

  public static void main(String[] args) {
    String prompt = args.length > 0 ? args[0] : "lofi hip hop, chill";
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 12;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 30;
    List<SoundReport> reports = new ArrayList<>();
    List<String> palettes = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      var renderer = new TrackRenderer(prompt, seed, seconds);
      double gain = renderer.measureGain();
      RenderedTrack track = RenderedTrack.of(renderer, gain, new lofi.generation.StemGains());
      SoundReport report = track.report();
      reports.add(report);
      var style = track.plan().style();
      palettes.add(style.palette().label());
      System.out.printf(
          Locale.ROOT,
          "%3d %-14s %-9s %-11s %-8s g %5.1f %s%n",
          seed,
          style.palette().label(),
          style.keys().voice(),
          style.lead().voice(),
          style.bass().name().substring(0, 5 > style.bass().name().length() ? 3 : 5),
          20 * Math.log10(gain),
          report.line());
    }
    byPalette(palettes, reports);
    spread("crest", reports, SoundReport::crest, false, 11.6, 14.8, 17.8);
    spread("low share", reports, SoundReport::lowShare, false, -4.6, -2.1, -1.0);
    spread("tilt", reports, SoundReport::tilt, false, -8.5, -6.6, -4.8);
    spread("rolloff85", reports, SoundReport::rollOff85, true, 186, 323, 698);
    spread("rolloff95", reports, SoundReport::rollOff95, true, 377, 711, 1473);
    spread("centroid pow", reports, SoundReport::centroidPower, true, 155, 213, 443);
    spread("centroid mag", reports, SoundReport::centroidMagnitude, true, 608, 1055, 2352);
    spread("correlation", reports, SoundReport::correlation, false, .74, .90, .98);
    spread("side", reports, SoundReport::sideDb, false, -21, -13, -8);
    spread("side low", reports, SoundReport::sideLowDb, false, -37, -21, -14);
    spread("range", reports, SoundReport::range, false, 3, 6.4, 12);
    spread("above 10k", reports, SoundReport::above10k, false, -62, -45, -29);
    spread("below 30", reports, SoundReport::below30, false, -35, -25, -18);
  }

  /// The medians of each palette, to be held against what the palette is meant to be.
  private static void byPalette(List<String> palettes, List<SoundReport> reports) {
    for (Palette palette : Palette.values()) {
      List<SoundReport> own = new ArrayList<>();
      for (int i = 0; i < reports.size(); i++) {
        if (palettes.get(i).equals(palette.label())) {
          own.add(reports.get(i));
        }
      }
      if (!own.isEmpty()) {
        System.out.printf(
            Locale.ROOT,
            "%-14s n %2d | low %5.1f tilt %5.1f r85 %4.0f r95 %4.0f cp %4.0f cm %4.0f | crest %4.1f"
                + " corr %.2f side %5.1f%n",
            palette.label(),
            own.size(),
            median(own, SoundReport::lowShare),
            median(own, SoundReport::tilt),
            median(own, SoundReport::rollOff85),
            median(own, SoundReport::rollOff95),
            median(own, SoundReport::centroidPower),
            median(own, SoundReport::centroidMagnitude),
            median(own, SoundReport::crest),
            median(own, SoundReport::correlation),
            median(own, SoundReport::sideDb));
      }
    }
  }

  private static double median(List<SoundReport> reports, ToDoubleFunction<SoundReport> value) {
    double[] sorted = reports.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void spread(
      String name,
      List<SoundReport> reports,
      ToDoubleFunction<SoundReport> value,
      boolean octaves,
      double p10,
      double p50,
      double p90) {
    double[] v = reports.stream().mapToDouble(value).sorted().toArray();
    double low = v[(int) (.1 * (v.length - 1) + .5)];
    double mid = v[v.length / 2];
    double high = v[(int) (.9 * (v.length - 1) + .5)];
    double span = octaves ? Math.log(high / low) / Math.log(p90 / p10) : (high - low) / (p90 - p10);
    System.out.printf(
        Locale.ROOT,
        "%-13s ours %8.2f %8.2f %8.2f  real %7.2f %7.2f %7.2f  span %3.0f %%  all %s%n",
        name,
        low,
        mid,
        high,
        p10,
        p50,
        p90,
        100 * span,
        Arrays.toString(ends(v)));
  }

  private static double[] ends(double[] v) {
    return new double[] {Math.round(v[0] * 100) / 100.0, Math.round(v[v.length - 1] * 100) / 100.0};
  }
}
