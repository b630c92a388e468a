package dev.mulkko.operator.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** This process: whether it leads, and what it uses. */
public final class ProcessMetrics implements AutoCloseable {

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Tells of this process on a page. */
  public ProcessMetrics(PrometheusMeterRegistry page, BooleanSupplier leads) {
    collections.bindTo(page);
    new JvmMemoryMetrics().bindTo(page);
    new JvmThreadMetrics().bindTo(page);
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    GaugeWithCallback.builder()
        .name("mulkko_leader")
        .help("1 in the process that leads, 0 in the others")
        .callback(told -> told.call(leads.getAsBoolean() ? 1 : 0))
        .register(page.getPrometheusRegistry());
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("Seconds of processor time that this process has used")
        .callback(told -> told.call(system.getProcessCpuTime() / NANOS))
        .register(page.getPrometheusRegistry());
    GaugeWithCallback.builder()
        .name("process_start_time_seconds")
        .help("When this process was started, in seconds since 1970")
        .callback(told -> told.call(runtime.getStartTime() / 1000.0))
        .register(page.getPrometheusRegistry());
  }

  /** It listens no more for what the collector does. */
  @Override
  public void close() {
    collections.close();
  }
}
