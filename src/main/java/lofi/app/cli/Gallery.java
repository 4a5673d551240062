package lofi.app.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import lofi.audio.PowerSpectrum;
import lofi.generation.StemGains;
import lofi.music.TrackRenderer;

/// Composes one piece for each of twelve prompts and draws its spectrogram and its piano roll, so
/// that one can look at what ought to be listened to.
final class Gallery {
  private static final double SECONDS = 60;
  private static final List<String> PROMPTS =
      List.of(
          "lofi hip hop, chill, mellow piano, vinyl crackle",
          "rainy day, jazzy piano",
          "late night coding, ambient synth",
          "coffee shop, bossa nova",
          "sunset, rhodes, nostalgic",
          "winter, snow, music box",
          "summer, beach, nylon guitar",
          "boom bap, dusty, sp1200",
          "sleepy, no drums, fireplace",
          "dilla, neo soul",
          "space, dreamy, pads",
          "sad, cassette, autumn");

  private Gallery() {}

  static void draw(Path folder) throws IOException {
    Files.createDirectories(folder);
    System.setProperty("java.awt.headless", "true");
    for (int i = 0; i < PROMPTS.size(); i++) {
      var track = new TrackRenderer(PROMPTS.get(i), 7, SECONDS);
      String name = "%02d-%s".formatted(i + 1, PROMPTS.get(i).replaceAll("[^a-z0-9]+", "-"));
      write(spectrogram(mono(track)), folder.resolve(name + "-spectrogram.png").toFile());
      write(new PianoRoll(track.plan()).draw(), folder.resolve(name + "-roll.png").toFile());
    }
  }

  private static void write(BufferedImage image, File file) throws IOException {
    ImageIO.write(image, "png", file);
  }

  private static float[] mono(TrackRenderer track) {
    TrackRenderer.Playback playback = track.open(track.measureGain(), new StemGains());
    float[] mono = new float[(int) track.lengthFrames()];
    float[] chunk = new float[8_192];
    int at = 0;
    for (int n = playback.read(chunk, 4_096); n > 0; n = playback.read(chunk, 4_096)) {
      for (int i = 0; i < n; i++) {
        mono[at++] = (chunk[2 * i] + chunk[2 * i + 1]) / 2;
      }
    }
    return mono;
  }

  private static BufferedImage spectrogram(float[] mono) {
    var image = new BufferedImage(1_000, 320, BufferedImage.TYPE_INT_RGB);
    var spectrum = new PowerSpectrum(4_096);
    for (int x = 0; x < image.getWidth(); x++) {
      int start = (int) ((long) x * (mono.length - 4_096) / image.getWidth());
      double[] power = spectrum.at(mono, start);
      for (int y = 0; y < image.getHeight(); y++) {
        double octaves = 9.0 * (image.getHeight() - 1 - y) / image.getHeight();
        int bin = (int) (30 * StrictMath.pow(2, octaves) * 4_096 / 48_000);
        double db = 10 * StrictMath.log10(power[Math.max(1, Math.min(2_047, bin))] + 1e-12);
        image.setRGB(x, y, heat((db + 50) / 95));
      }
    }
    label(image);
    return image;
  }

  /// Lines at 100 Hz, 1 kHz and 10 kHz.
  private static void label(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(255, 255, 255, 90));
    for (int hertz = 100; hertz <= 10_000; hertz *= 10) {
      double octaves = StrictMath.log(hertz / 30.0) / StrictMath.log(2);
      int y = (int) (image.getHeight() * (1 - octaves / 9));
      pen.drawLine(0, y, image.getWidth(), y);
    }
    pen.dispose();
  }

  /// Black over violet and orange to pale yellow.
  private static int heat(double level) {
    double x = Math.max(0, Math.min(1, level));
    int red = (int) (255 * Math.min(1, 1.6 * x));
    int green = (int) (255 * Math.max(0, Math.min(1, 1.8 * x - .7)));
    int blue = (int) (255 * Math.max(0, x < .45 ? x : .9 - x + Math.max(0, 2.5 * (x - .8))));
    return new Color(red, green, Math.min(255, blue)).getRGB();
  }
}
