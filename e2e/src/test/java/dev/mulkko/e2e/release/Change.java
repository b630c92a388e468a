package dev.mulkko.e2e.release;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.function.BiPredicate;

/**
 * Acts, in the thread that hears of it, when an object changes in a certain way.
 *
 * @param wanted of the object before and now
 */
record Change<T>(BiPredicate<T, T> wanted, Runnable act) implements ResourceEventHandler<T> {

  @Override
  public void onAdd(T object) {}

  @Override
  public void onUpdate(T before, T now) {
    if (wanted.test(before, now)) {
      act.run();
    }
  }

  @Override
  public void onDelete(T object, boolean finalStateUnknown) {}
}
