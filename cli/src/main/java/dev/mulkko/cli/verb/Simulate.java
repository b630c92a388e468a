package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.lint.Rollouts;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.Simulated;
import dev.mulkko.cli.view.Simulated.Place;
import dev.mulkko.engine.judge.Simulation;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays rollouts before anybody deploys. */
@Command(
    name = "simulate",
    description = {
      "Plays a Rollout many times without a cluster, with requests that come by chance and with the"
          + " judge that compares real ones (spec.analysis.requests): how soon a bad version is"
          + " stopped, how often a good one is, and how long its steps take.",
      "Where requests are not compared it is played as if they were. Metrics and people are left"
          + " out; failures come each by itself."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:played", "1:the Rollout cannot be used", "2:a file cannot be read"})
public final class Simulate implements Callable<Outcome> {

  private static final double ALL = 100;

  private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "A YAML file with a Rollout; - is stdin.")
  private String file = "";

  @Option(
      names = "--rps",
      required = true,
      paramLabel = "N",
      description = "Requests in a second, of both versions together.")
  private double requests;

  @Option(
      names = "--stable-errors",
      paramLabel = "SHARE",
      defaultValue = "0.5%",
      converter = ShareConverter.class,
      description = "How many of the running version's requests fail. Default: 0.5%%.")
  private double stableErrors;

  @Option(
      names = "--canary-errors",
      paramLabel = "SHARE",
      defaultValue = "5%",
      converter = ShareConverter.class,
      description = "How many of the new version's requests fail. Default: 5%%.")
  private double canaryErrors;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many rollouts are played, 1 to 10000. Default: 200.")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same rollouts. Default: 1.")
  private long seed;

  private final Terminal terminal;

  public Simulate(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    if (!(requests > 0 && requests <= 1e6) || runs < 1 || runs > 10_000) {
      throw new Failure(
          Outcome.USAGE, "write --rps above 0 and up to 1000000, and --runs from 1 to 10000");
    }
    Rollout rollout = Rollouts.only(file, Texts.of(file, terminal));
    Simulated played = played(rollout.getMetadata().getName(), spec(rollout));
    terminal.say(output.format().print(played, played::text));
    return Outcome.OK;
  }

  private static Spec spec(Rollout rollout) {
    try {
      return SpecReader.read(rollout);
    } catch (InvalidSpec e) {
      throw new Failure(Outcome.NO, String.valueOf(e.getMessage()), e);
    }
  }

  private Simulated played(String name, Spec spec) {
    List<Place> places = places(spec);
    if (places.isEmpty()) {
      throw new Failure(
          Outcome.NO,
          "no step of spec.strategy holds a weight from 1 to 99 for a time: there is nothing to"
              + " compare");
    }
    Comparison comparison = spec.analysis().comparison().orElse(Comparison.DEFAULT);
    List<Simulation.Step> steps =
        places.stream()
            .map(p -> new Simulation.Step(p.weight() / ALL, Math.toIntExact(p.heldSeconds())))
            .toList();
    return Simulated.of(
        name,
        places,
        new Simulation(comparison.judgeOfErrors(), requests, stableErrors, canaryErrors)
            .runs(steps, runs, seed));
  }

  private static List<Place> places(Spec spec) {
    List<Place> places = new ArrayList<>();
    Cursor cursor = new Cursor(spec.strategy(), 0);
    while (!cursor.full()) {
      long seconds = cursor.hold().toSeconds();
      if (cursor.weight() > 0 && cursor.weight() < ALL && seconds > 0) {
        places.add(new Place(cursor.label(), cursor.weight(), seconds));
      }
      cursor = cursor.next();
    }
    return places;
  }
}
