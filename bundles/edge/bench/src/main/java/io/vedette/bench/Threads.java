package io.vedette.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/** What threads allocate on the heap, by the beginning of their names. */
final class Threads {

    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Threads() {}

    /** Bytes allocated since its start, by id of each thread that lives. */
    static Map<Long, Long> allocated(String... prefixes) {
        long[] ids = BEAN.getAllThreadIds();
        ThreadInfo[] infos = BEAN.getThreadInfo(ids);
        long[] bytes = BEAN.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            for (String prefix : prefixes) {
                if (infos[i] != null
                        && bytes[i] >= 0
                        && infos[i].getThreadName().startsWith(prefix)) {
                    allocated.put(ids[i], bytes[i]);
                }
            }
        }
        return allocated;
    }

    /** Bytes allocated between two looks; a thread that was not there before counts from its start. */
    static long between(Map<Long, Long> before, Map<Long, Long> after) {
        return after.entrySet().stream()
                .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                .sum();
    }
}
