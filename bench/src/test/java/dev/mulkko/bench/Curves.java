package dev.mulkko.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** How many of all it has happened to, by the second. */
final class Curves {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int RIGHT = 800;
  private static final int TOP = 50;
  private static final int BOTTOM = 300;
  private static final List<String> COLOURS = List.of("#b91c1c", "#d97706", "#2563eb", "#059669");

  private final String title;
  private final int until;
  private final List<String> parts = new ArrayList<>();
  private int count;

  /**
   * Without a curve yet.
   *
   * @param until seconds that are shown
   */
  Curves(String title, int until) {
    this.title = title;
    this.until = until;
  }

  /**
   * One more.
   *
   * @param all how many there are
   * @param seconds when it happened to those that it happened to, sorted
   */
  void add(String name, int all, int[] seconds) {
    String colour = COLOURS.get(count);
    StringJoiner points = new StringJoiner(" ");
    int done = 0;
    for (int t = 0; t <= until; t++) {
      while (done < seconds.length && seconds[done] <= t) {
        done++;
      }
      points.add(x(t) + "," + y((double) done / all));
    }
    parts.add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
            .formatted(colour, points));
    parts.add(
        "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>"
            .formatted(RIGHT + 15, TOP + 20 + 24 * count, colour, name));
    count++;
  }

  String svg() {
    StringJoiner lines = new StringJoiner("\n  ", "", "\n</svg>\n");
    lines.add(Svg.head(WIDTH, HEIGHT, title));
    for (int percent = 0; percent <= 100; percent += 25) {
      String y = y(percent / 100.0);
      lines.add(Svg.line(LEFT, y, RIGHT, y));
      lines.add(
          "<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%d %%</text>"
              .formatted(LEFT - 8, y, percent));
    }
    for (int t = 0; t <= until; t += until / 6) {
      lines.add(
          "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d s</text>"
              .formatted(x(t), BOTTOM + 22, t));
    }
    parts.forEach(lines::add);
    return lines.toString();
  }

  private String x(int t) {
    return number(LEFT + (double) (RIGHT - LEFT) * t / until);
  }

  private static String y(double share) {
    return number(BOTTOM - (BOTTOM - TOP) * share);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
