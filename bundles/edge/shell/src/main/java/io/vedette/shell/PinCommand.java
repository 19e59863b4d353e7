package io.vedette.shell;

import io.vedette.core.spi.expert.Experts;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;

/** Pins a version of an expert. Confined to one call. */
@Service
@Command(scope = "vedette", name = "pin", description = "Prefers one version of an expert until it is unpinned")
public final class PinCommand implements Action {
    @Reference(optional = true)
    private Experts experts;

    @Argument(index = 0, name = "NAME", description = "An expert's name", required = true)
    @Completion(ExpertNames.class)
    private String name;

    @Argument(index = 1, name = "VERSION", description = "A bundle version, such as 1.0.0", required = true)
    @Completion(ExpertVersions.class)
    private String version;

    @Override
    public Object execute() throws CommandException {
        try {
            Room.of(experts, "expert registry").pin(name, version);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e.getMessage());
        }
        return null;
    }
}
