package dev.mulkko.engine.model;

import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of both versions are compared.
 *
 * @param port where the pods tell their counters, 1 to 65535; null for the first port of the
 *     Service
 * @param path of the page, with its slash
 * @param limits what a verdict needs
 * @param passesUndecided whether a step whose time is over may go on without a verdict
 */
public record Comparison(
    @Nullable Integer port, String path, Limits limits, boolean passesUndecided) {

  public Judge judge() {
    return new Judge(List.of(Measure.errors(1)), limits);
  }
}
