package io.vedette.face;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.api.face.FaceException;
import io.vedette.face.PictureTable.Owner;
import io.vedette.face.PictureTable.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Everything that is stored about a person as a ZIP file: {@code person.json}, and each picture. */
final class PersonExport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private PersonExport() {}

    static void write(Gallery gallery, String name, OutputStream to) throws FaceException, IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ObjectNode told = gallery.read((c, tables) -> collect(c, tables, name, files));
        ZipOutputStream zip = new ZipOutputStream(to);
        put(zip, "person.json", JSON.writeValueAsBytes(told));
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            put(zip, each.getKey(), each.getValue());
        }
        zip.finish();
        zip.flush();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static ObjectNode collect(Connection c, Gallery.Tables tables, String name, Map<String, byte[]> files)
            throws SQLException, FaceException {
        PersonTable.Row person = People.found(c, tables, name);
        ObjectNode told = JSON.createObjectNode();
        told.put("name", person.name());
        told.put("list", person.list().word());
        told.put("since_utc", person.since().toString());
        told.put("last_seen_utc", person.seen().map(Object::toString).orElse(null));
        ArrayNode pictures = told.putArray("pictures");
        for (PictureTable.Row each : tables.pictures().of(c, Owner.person(person.id()))) {
            String file = "picture-" + each.id() + ".jpg";
            files.put(file, tables.pictures().jpeg(c, each.id()).orElseThrow());
            ObjectNode picture = pictures.addObject();
            picture.put("file", file);
            picture.put("origin", each.origin());
            picture.put("quality", each.quality());
            picture.put("added_utc", each.added().toString());
            embeddings(picture.putArray("embeddings"), c, tables, each.id());
        }
        return told;
    }

    private static void embeddings(ArrayNode to, Connection c, Gallery.Tables tables, long picture)
            throws SQLException {
        for (Stored each : tables.pictures().directions(c, picture)) {
            ObjectNode embedding = to.addObject();
            embedding.put("model_sha256", each.model);
            ArrayNode direction = embedding.putArray("direction");
            for (float value : each.direction) {
                direction.add(value);
            }
        }
    }
}
