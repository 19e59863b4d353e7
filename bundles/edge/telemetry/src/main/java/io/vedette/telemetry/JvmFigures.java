package io.vedette.telemetry;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** The Java machine's own figures, under the names that the Prometheus client gives them, so that known dashboards work. */
final class JvmFigures {
    private static final double MILLIS = 1e3;

    private JvmFigures() {}

    static List<MetricSnapshot> all() {
        List<MetricSnapshot> all = new ArrayList<>();
        Family used = new Family("jvm_memory_used_bytes", "Memory in use.");
        Family most = new Family("jvm_memory_max_bytes", "Most memory that may be used; -1 where there is no bound.");
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        used.gauge(heap.getUsed(), "area", "heap").gauge(other.getUsed(), "area", "nonheap");
        most.gauge(heap.getMax(), "area", "heap").gauge(other.getMax(), "area", "nonheap");
        all.add(used.snapshot());
        all.add(most.snapshot());
        Family pools = new Family("jvm_buffer_pool_used_bytes", "Memory of direct and mapped buffers.");
        for (BufferPoolMXBean each : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            pools.gauge(each.getMemoryUsed(), "pool", each.getName());
        }
        all.add(pools.snapshot());
        Family collections = new Family("jvm_gc_collections", "Garbage collections.");
        Family pauses = new Family("jvm_gc_collection_seconds_spent", "Time spent in garbage collections.");
        for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections.counter(each.getCollectionCount(), "gc", each.getName());
            pauses.counter(each.getCollectionTime() / MILLIS, "gc", each.getName());
        }
        all.add(collections.snapshot());
        all.add(pauses.snapshot());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        all.add(new Family("jvm_threads_current", "Threads.")
                .gauge(threads.getThreadCount())
                .snapshot());
        all.add(new Family("jvm_classes_currently_loaded", "Classes.")
                .gauge(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount())
                .snapshot());
        all.add(new Family("process_start_time_seconds", "When the process began, seconds since 1970.")
                .gauge(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS)
                .snapshot());
        return all;
    }
}
