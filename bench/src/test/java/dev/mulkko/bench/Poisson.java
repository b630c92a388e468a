package dev.mulkko.bench;

import java.util.SplittableRandom;

/** Counts of independent events at a mean rate, drawn exactly from their distribution. */
final class Poisson {

  private static final int GUIDES = 256;

  private final double[] upTo;
  private final int[] guide = new int[GUIDES];

  Poisson(double mean) {
    int size = (int) (mean + 12 * Math.sqrt(mean) + 30);
    upTo = new double[size];
    double logMass = -mean;
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += Math.exp(logMass);
      upTo[k] = sum;
      logMass += mean == 0 ? Double.NEGATIVE_INFINITY : Math.log(mean / (k + 1));
    }
    int k = 0;
    for (int g = 0; g < GUIDES; g++) {
      while (k < size - 1 && upTo[k] < (double) g / GUIDES) {
        k++;
      }
      guide[g] = k;
    }
  }

  int draw(SplittableRandom random) {
    double u = random.nextDouble();
    int k = guide[(int) (u * GUIDES)];
    while (k < upTo.length - 1 && upTo[k] < u) {
      k++;
    }
    return k;
  }
}
