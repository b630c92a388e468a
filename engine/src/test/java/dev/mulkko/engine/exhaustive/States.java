package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Setting.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All states that were met, each once. One is kept as the numbers of its parts, and each different
 * part once: nothing is lost as it would be by a hash, and two states are the same exactly when all
 * of their parts are.
 */
final class States {
  private static final int PARTS = 8;

  private final Setting setting;
  private final Parts<Deployment> deployments = new Parts<>();
  private final Parts<List<Rs>> sets = new Parts<>();
  private final Parts<Service> services = new Parts<>();
  private final Parts<Map<String, Integer>> backends = new Parts<>();
  private final Parts<Route> routes = new Parts<>();
  private final Parts<Rollout> rollouts = new Parts<>();
  private final Parts<Pass> passes = new Parts<>();
  private final Parts<Budget> budgets = new Parts<>();

  private final Ints numbers = new Ints();
  private final int[] key = new int[PARTS];
  private int[] table = new int[1 << 12];
  private int size;

  States(Setting setting) {
    this.setting = setting;
    Arrays.fill(table, -1);
  }

  private static final class Parts<T> {
    private final Map<T, Integer> known = new HashMap<>();
    private final List<T> all = new ArrayList<>();

    int number(T part) {
      Integer found = known.putIfAbsent(part, all.size());
      if (found == null) {
        all.add(part);
        return all.size() - 1;
      }
      return found;
    }
  }

  int size() {
    return size;
  }

  World get(int state) {
    int at = state * PARTS;
    return new World(
        setting,
        deployments.all.get(numbers.get(at)),
        sets.all.get(numbers.get(at + 1)),
        services.all.get(numbers.get(at + 2)),
        backends.all.get(numbers.get(at + 3)),
        routes.all.get(numbers.get(at + 4)),
        rollouts.all.get(numbers.get(at + 5)),
        passes.all.get(numbers.get(at + 6)),
        budgets.all.get(numbers.get(at + 7)));
  }

  /** The number of this state, the next one if it is new. */
  int add(World world) {
    key[0] = deployments.number(world.deployment());
    key[1] = sets.number(world.sets());
    key[2] = services.number(world.service());
    key[3] = backends.number(world.backends());
    key[4] = routes.number(world.route());
    key[5] = rollouts.number(world.rollout());
    key[6] = passes.number(world.pass());
    key[7] = budgets.number(world.budget());
    int slot = slot();
    if (table[slot] >= 0) {
      return table[slot];
    }
    table[slot] = size;
    for (int part : key) {
      numbers.add(part);
    }
    size++;
    if (size * 2 > table.length) {
      grow();
    }
    return size - 1;
  }

  private int slot() {
    int slot = spread(key) & (table.length - 1);
    while (table[slot] >= 0 && !isKey(table[slot])) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private boolean isKey(int state) {
    for (int i = 0; i < PARTS; i++) {
      if (numbers.get(state * PARTS + i) != key[i]) {
        return false;
      }
    }
    return true;
  }

  private void grow() {
    table = new int[table.length * 2];
    Arrays.fill(table, -1);
    for (int state = 0; state < size; state++) {
      for (int i = 0; i < PARTS; i++) {
        key[i] = numbers.get(state * PARTS + i);
      }
      table[slot()] = state;
    }
  }

  /** So that numbers that differ by little end far from each other. */
  private static int spread(int[] key) {
    int hash = 0;
    for (int part : key) {
      hash = (hash ^ part) * 0x9E3779B9;
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
