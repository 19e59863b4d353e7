package io.vedette.api.model;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The models that are present: the home's own and those of a mirror. A service of core; thread-safe. */
@ProviderType
public interface ModelRepository {

    /** The models for a task and runtime that are present, best rank first. */
    List<ModelFile> present(String task, String runtime);

    /** The model of that id, if it is present and whole. */
    Optional<ModelFile> find(String id);
}
