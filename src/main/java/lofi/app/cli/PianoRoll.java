package lofi.app.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import lofi.music.compose.NoteEvent;
import lofi.music.compose.Part;
import lofi.music.compose.Section;
import lofi.music.compose.SectionComposer;
import lofi.music.compose.SongPlan;

/// A picture of a piece's notes: time to the right, pitch upward, drums below.
final class PianoRoll {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 320;
  private static final int DRUM_HEIGHT = 72;
  private static final int LOWEST = 26;
  private static final int HIGHEST = 90;

  private final SongPlan plan;
  private final BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
  private final Graphics2D pen = image.createGraphics();

  PianoRoll(SongPlan plan) {
    this.plan = plan;
  }

  BufferedImage draw() {
    pen.setColor(new Color(24, 22, 32));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    for (Section section : plan.sections()) {
      pen.setColor(new Color(70, 66, 90));
      pen.drawLine(x(section.startBeat()), 0, x(section.startBeat()), HEIGHT);
      pen.drawString(section.kind().label(), x(section.startBeat()) + 3, 12);
      SectionComposer.compose(plan, section).forEach(this::draw);
    }
    pen.dispose();
    return image;
  }

  private int x(double beat) {
    return (int) (beat * WIDTH / plan.beats());
  }

  private void draw(NoteEvent note) {
    int alpha = (int) (80 + 175 * Math.min(1, note.velocity()));
    if (note.part() == Part.DRUMS) {
      pen.setColor(new Color(230, 220, 200, alpha));
      pen.fillRect(x(note.beat()), HEIGHT - 8 - 8 * note.lane().number(), 2, 6);
      return;
    }
    int room = HEIGHT - DRUM_HEIGHT - 16;
    int y = 16 + room - (note.pitch() - LOWEST) * room / (HIGHEST - LOWEST);
    pen.setColor(colour(note.part(), alpha));
    pen.fillRect(x(note.beat()), y, Math.max(2, x(note.beat() + note.beats()) - x(note.beat())), 3);
  }

  private static Color colour(Part part, int alpha) {
    return switch (part) {
      case BASS -> new Color(240, 120, 90, alpha);
      case KEYS -> new Color(120, 170, 250, alpha);
      case LEAD -> new Color(250, 210, 90, alpha);
      case PAD -> new Color(130, 220, 160, alpha / 2);
      case DRUMS -> new Color(230, 220, 200, alpha);
    };
  }
}
