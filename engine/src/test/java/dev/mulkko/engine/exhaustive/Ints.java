package dev.mulkko.engine.exhaustive;

import java.util.Arrays;

/** As many numbers as one likes. */
final class Ints {
  private int[] all = new int[1024];
  private int size;

  void add(int value) {
    if (size == all.length) {
      all = Arrays.copyOf(all, size + (size >> 1));
    }
    all[size++] = value;
  }

  int get(int index) {
    return all[index];
  }

  int size() {
    return size;
  }
}
