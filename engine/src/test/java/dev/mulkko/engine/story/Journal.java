package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** The story as people read it: time, verb, subject, and the sentence that says why. */
final class Journal {
  private final World world;
  private final List<String> lines = new ArrayList<>();
  private String lastPassive = "";

  /** Writes that were made or refused. */
  int acts;

  Journal(World world) {
    this.world = world;
  }

  /** What a person or a neighbour did. */
  void note(String who, String what) {
    line("* " + who, what, "");
    lastPassive = "";
  }

  /** What the operator decided; what it goes on waiting for is told once. */
  void decided(Plan plan, String fate) {
    if (plan.action().isPresent()) {
      act(plan.action().get(), plan.note().message() + fate);
      lastPassive = "";
      return;
    }
    String passive = plan.phase() + " " + plan.note().reason() + " " + plan.memory().progress();
    if (!passive.equals(lastPassive)) {
      line("-", plan.phase() + "/" + plan.note().reason(), plan.note().message() + fate);
      lastPassive = passive;
    }
  }

  void act(Action action, String why) {
    acts++;
    line(verb(action), subject(action), why);
  }

  boolean tells(String sentence) {
    return lines.stream().anyMatch(line -> line.contains(sentence));
  }

  private void line(String verb, String subject, String why) {
    long seconds = world.now.getEpochSecond();
    lines.add("%4ds  %-10s %-28s %s".formatted(seconds, verb, subject, why).stripTrailing());
  }

  private static String verb(Action action) {
    return switch (action) {
      case Action.Claim _ -> "claim";
      case Action.Release _ -> "release";
      case Action.Pause _ -> "pause";
      case Action.Resume _ -> "resume";
      case Action.Unmark _ -> "unmark";
      case Action.Pin(var revision) -> revision == null ? "unpin" : "pin";
      case Action.PinPreview _ -> "preview";
      case Action.CreateReplicaSet _ -> "create";
      case Action.Scale _ -> "scale";
      case Action.Park _ -> "park";
      case Action.Adopt _ -> "adopt";
      case Action.GiveBack _ -> "give back";
      case Action.DeleteReplicaSet _ -> "delete";
      case Action.CreateBackend _ -> "backend";
      case Action.DeleteBackend _ -> "no backend";
      case Action.NameRevisions _, Action.SplitRoute _, Action.RestoreRoute _ -> "route";
      case Action.Answer _ -> "answer";
      case Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ -> "record";
    };
  }

  private static String subject(Action action) {
    return switch (action) {
      case Action.Claim _, Action.Release _ -> "Rollout";
      case Action.Pause _, Action.Resume _, Action.Unmark _ -> "Deployment";
      case Action.Pin(var revision) -> revision == null ? "all" : revision;
      case Action.PinPreview(var revision) -> revision == null ? "all" : revision;
      case Action.CreateReplicaSet(var revision, var replicas) -> revision + " " + replicas;
      case Action.Scale(var revision, var replicas) -> revision + " to " + replicas;
      case Action.Park(var revision) -> revision;
      case Action.Adopt(var revision) -> revision;
      case Action.GiveBack(var revision) -> revision;
      case Action.DeleteReplicaSet(var revision) -> revision;
      case Action.CreateBackend(var revision) -> revision;
      case Action.DeleteBackend(var revision) -> revision;
      case Action.SplitRoute(
              _,
              var stable,
              var canary,
              var percent,
              var match,
              var sticky,
              var mirror) ->
          stable
              + " "
              + (100 - percent)
              + ", "
              + canary
              + " "
              + percent
              + (match == null ? "" : " + " + match.words())
              + (sticky == null ? "" : " by lots " + sticky.lots())
              + (mirror == 0 ? "" : " + copies of " + mirror + " %");
      case Action.NameRevisions(_, var stable, var canary) ->
          "home beside " + stable + ", " + canary;
      case Action.RestoreRoute _ -> "home";
      case Action.Answer(var name, var done, _) -> name + (done ? " done" : " refused");
      case Action.OpenRecord(var opening) -> opening.attempt().number() + " of " + opening.to();
      case Action.AddToRecord(var attempt, var steps, _, _) -> attempt + " + " + steps.size();
      case Action.CloseRecord(var closing) ->
          closing.attempt().number() + " is " + closing.outcome();
    };
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
