package dev.mulkko.bench;

import java.util.Map;
import java.util.StringJoiner;

/**
 * Numbers beside each other, as long as their logarithm.
 *
 * @param bars by name, in their order, each at least 1
 */
record Bars(String title, Map<String, Integer> bars) {

  private static final int WIDTH = 960;
  private static final int TOP = 50;
  private static final int STEP = 40;
  private static final int LEFT = 270;
  private static final int LONGEST = 600;

  String svg() {
    StringJoiner lines = new StringJoiner("\n  ", "", "\n</svg>\n");
    lines.add(Svg.head(WIDTH, TOP + STEP * bars.size() + 20, title));
    double most = Math.log1p(bars.values().stream().mapToInt(each -> each).max().orElse(1));
    int top = TOP;
    for (Map.Entry<String, Integer> bar : bars.entrySet()) {
      long width = Math.round(LONGEST * Math.log1p(bar.getValue()) / most);
      lines.add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
              .formatted(LEFT - 10, top + 19, bar.getKey()));
      lines.add(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"26\" rx=\"3\" fill=\"%s\"/>"
              .formatted(LEFT, top, width, top == TOP ? "#2563eb" : "#9ca3af"));
      lines.add(
          "<text x=\"%d\" y=\"%d\">%,d</text>"
              .formatted(LEFT + width + 8, top + 19, bar.getValue()));
      top += STEP;
    }
    return lines.toString();
  }
}
