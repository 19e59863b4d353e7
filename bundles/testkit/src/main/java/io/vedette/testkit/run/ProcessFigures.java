package io.vedette.testkit.run;

import io.vedette.testkit.peer.TestData;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process holds beside its Java heap, as Linux and the virtual machine tell it. Stateless.
 *
 * <p>Needs {@code -XX:NativeMemoryTracking=summary}, which the strategies' tests run with.
 */
final class ProcessFigures {
    /** One figure. */
    enum Figure {
        /** Different shared objects that are mapped. */
        LIBRARIES,
        /** Mappings of any kind. */
        REGIONS,
        /** Open file descriptors. */
        FILES,
        /** Threads of Linux: those of Java, of the machine and of libraries. */
        THREADS,
        /** Loaded classes. */
        CLASSES,
        /**
         * What the virtual machine committed for itself, kB, by native memory tracking; without the heap, the collector's tables,
         * which follow the heap's size, and compiled code with its compilers.
         */
        MACHINE_KB,
        /** What malloc gave to all others than the virtual machine, kB: FFmpeg's and other libraries' memory. */
        LIBRARIES_KB,
        /** Anonymous memory that is resident, kB, without the heap and without compiled code with its compilers. */
        RESIDENT_KB
    }

    private static final int TRIES = 8;
    private static final long STILL_KB = 4;
    private static final Pattern MALLOC = Pattern.compile("malloc: (\\d+)KB");
    private static final Pattern OVERHEAD = Pattern.compile("tracking overhead=(\\d+)KB");
    private static final Pattern C_HEAP = Pattern.compile("C-Heap outstanding allocations: (\\d+)K");
    private static final Pattern TOTAL = Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
    private static final Pattern APART =
            Pattern.compile("- +(?:Java Heap|GC|Code|Compiler|Arena Chunk) \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
    private static final Pattern COMPILED =
            Pattern.compile("- +(?:Code|Compiler|Arena Chunk) \\(reserved=\\d+KB, committed=(\\d+)KB\\)");
    private static final Pattern HEAP = Pattern.compile("\\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )?0x([0-9a-f]+)\\)");
    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ \\S+ \\S+ \\S+ (\\d+) *(.*)");
    private static final Pattern SIZE = Pattern.compile("(?:Anonymous|Swap): +(\\d+) kB");

    private ProcessFigures() {}

    /** Reads them all, after a collection. */
    static Map<Figure, Long> read() throws IOException, JMException {
        System.gc();
        ask("systemTrimNativeHeap");
        String machine = ask("vmNativeMemory");
        TestData.need(TOTAL.matcher(machine).find(), "the tests run without -XX:NativeMemoryTracking=summary");
        List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.LIBRARIES, libraries(maps));
        figures.put(Figure.REGIONS, (long) maps.size());
        figures.put(Figure.FILES, entries("/proc/self/fd"));
        figures.put(Figure.THREADS, entries("/proc/self/task"));
        figures.put(
                Figure.CLASSES, (long) ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        figures.put(Figure.MACHINE_KB, sum(TOTAL, machine) - sum(APART, machine));
        figures.put(Figure.LIBRARIES_KB, librariesKb());
        figures.put(Figure.RESIDENT_KB, residentKb() - sum(COMPILED, machine));
        return figures;
    }

    private static long libraries(List<String> maps) {
        return maps.stream()
                .map(MAPPING::matcher)
                .filter(Matcher::matches)
                .map(mapping -> mapping.group(3))
                .filter(path -> path.contains(".so"))
                .distinct()
                .count();
    }

    private static long entries(String path) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(path))) {
            return entries.count();
        }
    }

    /** All of malloc's less what the machine's own accounts say, read when these stand still. 0 where the machine is silent. */
    private static long librariesKb() throws JMException {
        long kb = 0;
        boolean still = false;
        for (int i = 0; i < TRIES && !still; i++) {
            long before = machinesMallocKb();
            long all = sum(C_HEAP, ask("vmInfo"));
            kb = all == 0 ? 0 : all - before;
            still = Math.abs(machinesMallocKb() - before) <= STILL_KB;
        }
        return kb;
    }

    private static long machinesMallocKb() throws JMException {
        String machine = ask("vmNativeMemory");
        return sum(MALLOC, machine) + sum(OVERHEAD, machine);
    }

    private static long residentKb() throws IOException, JMException {
        Matcher heap = HEAP.matcher(ask("gcHeapInfo"));
        long[] bounds = heap.results()
                .flatMap(range -> Stream.of(range.group(1), range.group(2)))
                .mapToLong(address -> Long.parseUnsignedLong(address, 16))
                .toArray();
        long from = Arrays.stream(bounds).min().orElse(0);
        long to = Arrays.stream(bounds).max().orElse(0);
        long kb = 0;
        boolean counts = true;
        for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                long start = Long.parseUnsignedLong(mapping.group(1), 16);
                counts = start < from || start >= to;
            } else if (counts) {
                kb += sum(SIZE, line);
            }
        }
        return kb;
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /** What {@code jcmd} would answer; empty where this machine knows no such command. */
    private static String ask(String command) throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var name = new ObjectName("com.sun.management:type=DiagnosticCommand");
        for (var operation : server.getMBeanInfo(name).getOperations()) {
            if (operation.getName().equals(command)) {
                boolean bare = operation.getSignature().length == 0;
                Object[] arguments = bare ? new Object[0] : new Object[] {new String[0]};
                String[] types = bare ? new String[0] : new String[] {String[].class.getName()};
                return String.valueOf(server.invoke(name, command, arguments, types));
            }
        }
        return "";
    }
}
