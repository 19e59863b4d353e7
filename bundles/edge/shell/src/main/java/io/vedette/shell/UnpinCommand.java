package io.vedette.shell;

import io.vedette.core.spi.expert.Experts;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Takes a pin away. Confined to one call. */
@Service
@Command(scope = "vedette", name = "unpin", description = "Lets the best version of an expert serve again")
public final class UnpinCommand implements Action {
    @Reference(optional = true)
    private Experts experts;

    @Argument(name = "NAME", description = "An expert's name", required = true)
    @Completion(ExpertNames.class)
    private String name;

    @Override
    public Object execute() {
        Room.of(experts, "expert registry").unpin(name);
        return null;
    }
}
