package io.vedette.web;

import io.vedette.api.Box;
import io.vedette.core.spi.face.FaceFinding;
import io.vedette.core.spi.face.Faces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gallery of faces as the API shows it: plain maps, ready for JSON. */
final class FacesView {
    private FacesView() {}

    static Map<String, Object> gallery(List<Faces.Person> people, List<Faces.Stranger> strangers, String trouble) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("trouble", trouble);
        view.put("people", people.stream().map(FacesView::person).toList());
        view.put("strangers", strangers.stream().map(FacesView::stranger).toList());
        return view;
    }

    private static Map<String, Object> person(Faces.Person person) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", person.name());
        view.put("list", person.list().word());
        view.put("pictures", person.pictures());
        view.put("since_utc", person.since().toString());
        view.put("last_seen_utc", person.lastSeen().map(Object::toString).orElse(null));
        return view;
    }

    private static Map<String, Object> stranger(Faces.Stranger stranger) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", stranger.id());
        view.put("pictures", stranger.pictures());
        view.put("visits", stranger.visits());
        view.put("first_utc", stranger.first().toString());
        view.put("last_utc", stranger.last().toString());
        return view;
    }

    static Map<String, Object> enrolled(Faces.Enrolled enrolled) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("picture_id", enrolled.pictureId());
        view.put("quality", rounded(enrolled.quality()));
        return view;
    }

    static List<Map<String, Object>> matches(List<Faces.Match> matches) {
        return matches.stream().map(FacesView::match).toList();
    }

    private static Map<String, Object> match(Faces.Match match) {
        Box face = match.face();
        FaceFinding who = match.who();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("bbox", List.of(rounded(face.x()), rounded(face.y()), rounded(face.width()), rounded(face.height())));
        view.put("quality", rounded(match.quality()));
        view.put("name", who.name().isEmpty() ? null : who.name());
        view.put("list", who.list().word());
        view.put("similarity", rounded(who.similarity()));
        return view;
    }

    private static double rounded(double fraction) {
        return Math.round(fraction * 10_000) / 10_000.0;
    }
}
