package dev.mulkko.cli.verb;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Shares as they are written in a Rollout: 0.5%, 5%. */
final class ShareConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    double percent =
        text.matches("[0-9]{1,3}([.][0-9]{1,6})?%")
            ? Double.parseDouble(text.substring(0, text.length() - 1))
            : -1;
    if (percent < 0 || percent > 100) {
      throw new TypeConversionException(
          "'" + text + "' is no share: write 0% to 100%, for example 0.5%");
    }
    return percent / 100;
  }
}
