package io.vedette.launcher;

import java.nio.file.Path;

/** What Karaf is to know before it starts, as system properties: the only way in which it takes it. */
final class Platform {

    /** JLine's variable, which the shell takes from here: lines that match are not kept in the history. */
    static final String HISTORY_IGNORE = "history-ignore";
    /** A person's name typed there would outlive the person's deletion. */
    static final String FACES = "(?s)*faces*";

    private Platform() {}

    /** Points Karaf at a base folder that was made ready. */
    static void point(HomeFolder base, Path distribution, boolean shell) {
        Path data = base.data();
        set("vedette.home", base.root());
        set("karaf.home", distribution);
        set("karaf.base", base.root());
        set("karaf.data", data);
        set("karaf.etc", base.etc());
        set("karaf.log", base.log());
        set("karaf.instances", data.resolve("instances"));
        set("karaf.startLocalConsole", false);
        set("karaf.startRemoteShell", shell);
        set("karaf.history", data.resolve("shell-history"));
        set(HISTORY_IGNORE, FACES);
        set("karaf.lock", false);
        set("karaf.pid.file", data.resolve("karaf.pid"));
        set("karaf.restart.jvm.supported", false);
        set("java.util.logging.config.file", base.etc().resolve("java.util.logging.properties"));
    }

    /** Where native libraries are unpacked, for one version of them: two versions would mix. */
    static void unpackNatives(HomeFolder home) {
        String version = System.getProperty("vedette.version");
        set("org.bytedeco.javacpp.cachedir", home.data().resolve("javacpp").resolve(version));
        set("jna.tmpdir", home.data().resolve("jna").resolve(version));
    }

    static void set(String key, Object value) {
        System.setProperty(key, value.toString());
    }
}
