package dev.mulkko.engine.version;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What keeps a name from being like {@code PAY-123-checkout-20261124093000}. */
final class Unlike {

  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern TICKET =
      Pattern.compile(
          "(?<ticket>%s)(?<rest>|-.*)".formatted(VersionPattern.TICKET), Pattern.DOTALL);

  private Unlike() {}

  static String usual(String name) {
    return (name.isEmpty() ? "the name is empty" : name + " " + problem(name))
        + ": write a name such as "
        + VersionPattern.EXAMPLE;
  }

  /** From its end to its beginning: the time is the part that is told most easily. */
  private static String problem(String name) {
    if (BRACKETS.matcher(name).find()) {
      return "has brackets, which no label and no image tag may have";
    }
    int hyphen = name.lastIndexOf('-');
    String last = name.substring(hyphen + 1);
    if (!DIGITS.matcher(last).matches()) {
      return "does not end with the time at which it was built";
    }
    if (last.length() != Stamp.DIGITS) {
      return "ends with %s, but a time has %d digits, yyyyMMddHHmmss".formatted(last, Stamp.DIGITS);
    }
    Matcher ticket = TICKET.matcher(name.substring(0, Math.max(0, hyphen)));
    if (!ticket.matches()) {
      return "does not begin with a ticket of capital letters, a hyphen and a number";
    }
    String module = ticket.group("rest");
    return module.length() < 2
        ? "has no module between its ticket and its time"
        : "has the module %s, but a module begins and ends with a letter or a digit and has no others but . _ and - between"
            .formatted(module.substring(1));
  }
}
