package dev.mulkko.bench;

/** What all pictures begin with. */
final class Svg {

  private Svg() {}

  static String head(int width, int height, String title) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="13" fill="#1f2937">
          <title>%3$s</title>
          <rect width="%1$d" height="%2$d" fill="#ffffff"/>
          <text x="20" y="28" font-size="15" font-weight="bold">%3$s</text>"""
        .formatted(width, height, title);
  }

  static String line(int x1, String y1, int x2, String y2) {
    return "<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#e5e7eb\"/>"
        .formatted(x1, y1, x2, y2);
  }
}
