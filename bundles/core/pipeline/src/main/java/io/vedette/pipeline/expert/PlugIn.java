package io.vedette.pipeline.expert;

import java.util.concurrent.Callable;

/**
 * The edge between the product and code that others wrote: whatever comes out of a call becomes one checked exception. The only
 * place with broad catches.
 */
public final class PlugIn {

    /** Makes a call of an action. */
    static final Call<Action, Boolean> RUN = action -> {
        action.run();
        return true;
    };

    private PlugIn() {}

    /** A plug-in threw; the message names what was asked and what came out. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        Failure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Something to run that gives no result. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /** A call with its argument apart, so that it is made once and run for every packet without leaving anything on the heap. */
    @FunctionalInterface
    public interface Call<A, R> {
        R on(A argument) throws Exception;
    }

    /**
     * Calls a plug-in.
     *
     * @throws Failure whatever it threw; an interrupt is restored
     */
    // plug-in edge: on
    public static <A, R> R call(String what, Call<A, R> code, A argument) throws Failure {
        try {
            R result = code.on(argument);
            if (result == null) {
                throw new Failure(what + " gave null", null);
            }
            return result;
        } catch (Failure e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(what + " was interrupted", e);
        } catch (Exception | Error e) {
            throw new Failure(what + " failed: " + describe(e), e);
        }
    }
    // plug-in edge: off

    /** As {@link #call(String, Call, Object)}, for what is called seldom. */
    public static <R> R call(String what, Callable<R> code) throws Failure {
        return call(what, Callable::call, code);
    }

    /** As {@link #call(String, Callable)}, for calls without a result. */
    public static void run(String what, Action code) throws Failure {
        call(what, RUN, code);
    }

    private static String describe(Throwable e) {
        String message = e.getMessage();
        boolean ours = e.getClass().getName().startsWith("io.vedette.api.");
        return ours && message != null
                ? message
                : e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
