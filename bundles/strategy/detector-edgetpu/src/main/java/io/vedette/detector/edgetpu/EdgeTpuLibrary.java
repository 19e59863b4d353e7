package io.vedette.detector.edgetpu;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.vedette.api.detect.DetectorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Coral's library, by its C interface ({@code edgetpu_c.h}): which EdgeTPUs are plugged in, and the delegate by which TensorFlow
 * Lite runs on one. Loaded once and never unloaded. Thread-safe.
 */
final class EdgeTpuLibrary {

    /** What Coral's packages install. */
    static final String NAME = "libedgetpu.so.1";

    private static final String FITTING = "TensorFlow 2.16 or later";

    /** {@code RTLD_NOW} alone: what it brings stays its own, since it has parts of TensorFlow Lite in it. */
    private static final int OPEN_FLAGS = 2;

    /**
     * Where {@code TfLiteDelegate} has its last field, which libedgetpu leaves empty. Older libraries, Coral's own of 2021 among
     * them, have a shorter structure, with the address of their device behind it: TensorFlow Lite would take that for code.
     */
    private static final long LAST_FIELD = 5L * Native.POINTER_SIZE + Long.BYTES;

    private final Function listDevices;
    private final Function freeDevices;
    private final Function createDelegate;
    private final Function freeDelegate;

    /**
     * An EdgeTPU that is plugged in. Immutable.
     *
     * @param type 0: PCI, 1: USB
     * @param path how the library calls it
     */
    record Device(int type, String path) {}

    private EdgeTpuLibrary(NativeLibrary library) {
        listDevices = library.getFunction("edgetpu_list_devices");
        freeDevices = library.getFunction("edgetpu_free_devices");
        createDelegate = library.getFunction("edgetpu_create_delegate");
        freeDelegate = library.getFunction("edgetpu_free_delegate");
    }

    /**
     * Loads the library.
     *
     * @param name a file, or a name that the system's loader finds
     * @throws DetectorException it is not there, or cannot be loaded
     */
    static EdgeTpuLibrary load(String name) throws DetectorException {
        try {
            return new EdgeTpuLibrary(NativeLibrary.getInstance(name, Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS)));
        } catch (LinkageError e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new DetectorException(
                    NAME + " cannot be loaded (" + said + "); install one that was built with " + FITTING, e);
        }
    }

    /** The EdgeTPUs that are plugged in. */
    synchronized List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        try (Memory count = new Memory(Native.SIZE_T_SIZE)) {
            count.clear();
            Pointer list = listDevices.invokePointer(new Object[] {count});
            if (list == null) {
                return devices;
            }
            // struct edgetpu_device { enum type; const char* path; }
            long size = 2L * Native.POINTER_SIZE;
            for (int i = 0; i < count.getLong(0); i++) {
                Pointer path = list.getPointer(i * size + Native.POINTER_SIZE);
                devices.add(new Device(list.getInt(i * size), path == null ? "" : path.getString(0)));
            }
            freeDevices.invokeVoid(new Object[] {list});
        }
        return devices;
    }

    /**
     * A delegate that runs on that EdgeTPU; the caller gives it back, once.
     *
     * @return the address of a {@code TfLiteDelegate}
     * @throws DetectorException the EdgeTPU cannot be had, or the library does not fit
     */
    synchronized long createDelegate(Device device) throws DetectorException {
        Pointer delegate = createDelegate.invokePointer(new Object[] {device.type(), device.path(), null, 0L});
        if (delegate == null) {
            throw new DetectorException(
                    "the EdgeTPU " + device.path() + " cannot be opened; another program may have it");
        }
        if (delegate.getPointer(LAST_FIELD) != null) {
            freeDelegate(Pointer.nativeValue(delegate));
            throw new DetectorException(
                    NAME + " is too old for this TensorFlow Lite; install one that was built with " + FITTING);
        }
        return Pointer.nativeValue(delegate);
    }

    synchronized void freeDelegate(long delegate) {
        freeDelegate.invokeVoid(new Object[] {new Pointer(delegate)});
    }
}
