package dev.mulkko.e2e.safety.mutant;

import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves the methods of one name, whatever their parameters are. */
record OnlyMethod(String name) implements PostDiscoveryFilter {

  @Override
  public FilterResult apply(TestDescriptor test) {
    boolean other =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .filter(source -> !source.getMethodName().equals(name))
            .isPresent();
    return FilterResult.includedIf(!other);
  }
}
