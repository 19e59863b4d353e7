package io.vedette.trigger.gpio;

import com.sun.jna.Memory;

/** A chip of the kernel's. Confined to one thread. */
final class KernelChip implements Chip {
    private final Syscalls calls;
    private final int handle;
    private final KernelGpio gpio;

    /**
     * @param handle the open device; closed with the chip
     * @param gpio what ends the waits of its lines
     */
    KernelChip(Syscalls calls, int handle, KernelGpio gpio) {
        this.calls = calls;
        this.handle = handle;
        this.gpio = gpio;
    }

    @Override
    public Info info() throws GpioException {
        try (Memory info = empty(Uapi.ChipInfo.SIZE)) {
            calls.ioctl(handle, Uapi.GET_CHIPINFO, info);
            return new Info(
                    Uapi.text(info, Uapi.ChipInfo.NAME),
                    Uapi.text(info, Uapi.ChipInfo.LABEL),
                    info.getInt(Uapi.ChipInfo.LINES));
        }
    }

    @Override
    public LineInfo line(int line) throws GpioException {
        try (Memory info = empty(Uapi.LineInfo.SIZE)) {
            info.setInt(Uapi.LineInfo.OFFSET, line);
            calls.ioctl(handle, Uapi.V2_GET_LINEINFO, info);
            return new LineInfo(
                    Uapi.text(info, Uapi.LineInfo.NAME),
                    (info.getLong(Uapi.LineInfo.FLAGS) & Uapi.FLAG_USED) != 0,
                    Uapi.text(info, Uapi.LineInfo.CONSUMER));
        }
    }

    @Override
    public Line request(Request request) throws GpioException {
        try (Memory memory = empty(Uapi.LineRequest.SIZE)) {
            Uapi.write(request, memory);
            calls.ioctl(handle, Uapi.V2_GET_LINE, memory);
            return new KernelLine(calls, memory.getInt(Uapi.LineRequest.FD), gpio, request.realtime());
        }
    }

    private static Memory empty(int size) {
        Memory memory = new Memory(size);
        memory.clear();
        return memory;
    }

    @Override
    public void close() {
        calls.close(handle);
    }
}
