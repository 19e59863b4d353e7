package io.vedette.pipeline.lane;

/** How fast a lane's cursor moves: all that live, catch-up and replay differ in, beside the clock. Confined to one lane. */
interface Pace {

    /**
     * Whether the next packet may be taken.
     *
     * @param packetsTaken packets taken so far
     * @param lookOutstanding whether a look waits for its answer, or for a detector
     */
    boolean mayAdvance(long packetsTaken, boolean lookOutstanding);

    /** Whether a lane that is far behind jumps to the latest key frame. */
    boolean jumps();

    /** Packets are taken as they come; a newer look replaces a waiting one. */
    Pace LIVE = new Pace() {
        @Override
        public boolean mayAdvance(long packetsTaken, boolean lookOutstanding) {
            return true;
        }

        @Override
        public boolean jumps() {
            return true;
        }
    };

    /** The next packet is taken when the last look is answered: nothing is skipped. */
    Pace FOLLOW = new Pace() {
        @Override
        public boolean mayAdvance(long packetsTaken, boolean lookOutstanding) {
            return !lookOutstanding;
        }

        @Override
        public boolean jumps() {
            return false;
        }
    };
}
