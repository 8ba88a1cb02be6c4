//! Pictures: what stands in them, that nothing in a name can break them, and that no box stands
//! on another.

use super::label::{width, wrapped};
use super::svg::{Layout, Placed};
use super::*;
use crate::knowledge::Source;
use proptest::prelude::*;

fn style() -> Style {
    Style::load(&Source::embedded()).expect("the embedded style")
}

fn node(label: &str) -> Node {
    Node {
        label: label.to_owned(),
        title: label.to_owned(),
        kinds: vec!["Person".to_owned()],
        link: format!("https://example.org/{}", label.len()),
    }
}

fn picture(arrangement: Arrangement, labels: &[&str], edges: &[(usize, usize, &str)]) -> Picture {
    let edges = edges.iter().map(|(from, to, label)| Edge {
        from: *from,
        to: *to,
        label: (*label).to_owned(),
        title: (*label).to_owned(),
        strong: *from == 0,
    });
    Picture {
        title: labels[0].to_owned(),
        note: "a note".to_owned(),
        nodes: labels.iter().map(|label| node(label)).collect(),
        edges: edges.collect(),
        arrangement,
    }
}

/// The texts of an SVG document; fails where it is none.
fn texts(svg: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut open, mut text) = (Vec::new(), 0, None);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(tag) => {
                open += 1;
                for attribute in tag.attributes() {
                    attribute
                        .expect("an attribute")
                        .unescape_value()
                        .expect("its value");
                }
                if matches!(tag.name().as_ref(), b"text" | b"title" | b"desc") {
                    text = Some(String::new());
                }
            }
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part.unescape().expect("text"));
                }
            }
            Event::End(_) => {
                open -= 1;
                texts.extend(text.take());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0, "every element ends");
    texts
}

const HOSTILE: &str = "</title><script>alert(\"1\")</script> & 'x' ]]> \u{1b}[31m \u{202e}ü 世界 %%{init} `a` \\N --> #quot; end";

#[test]
fn no_name_breaks_an_svg() {
    for arrangement in [Arrangement::Layers, Arrangement::Map] {
        let edges = [(0, 1, HOSTILE), (1, 2, "b")];
        let svg =
            picture(arrangement, &[HOSTILE, "b", "c"], &edges).write(PictureFormat::Svg, &style());
        let texts = texts(&svg);
        let plain = HOSTILE.replace('\u{1b}', " ");
        assert!(texts.contains(&plain), "{texts:?}");
        assert!(!svg.contains("<script") && !svg.contains('\u{1b}'), "{svg}");
    }
}

#[test]
fn no_name_breaks_dot_or_mermaid() {
    let hostile = picture(
        Arrangement::Layers,
        &[HOSTILE, "1. b", "- c"],
        &[(0, 1, HOSTILE), (1, 2, "")],
    );
    let dot = hostile.write(PictureFormat::Dot, &style());
    for line in dot.lines() {
        let bare = line.replace("\\\\", "").replace("\\\"", "");
        assert_eq!(bare.matches('"').count() % 2, 0, "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    assert!(
        dot.contains(r#"label="</title><script>alert(\"1\")</script> &amp; 'x'"#),
        "{dot}"
    );
    let mermaid = hostile.write(PictureFormat::Mermaid, &style());
    assert!(
        mermaid.contains("n1[\"1#46; b\"]") && mermaid.contains("n2[\"#45; c\"]"),
        "{mermaid}"
    );
    for line in mermaid.lines().skip(1) {
        let is_comment = line.trim_start().starts_with("%% ");
        assert!(is_comment || line.matches('"').count() % 2 == 0, "{line}");
        assert!(
            !line.contains("%%{") && !line.contains("`a`\"") && !line.contains('\u{1b}'),
            "{line}"
        );
        assert!(is_comment || !line.contains("<script"), "{line}");
    }
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let mut one = picture(Arrangement::Layers, &["a", "b"], &[(0, 1, "x")]);
    one.nodes[0].link = "javascript:alert(1)".to_owned();
    one.nodes[1].link = "https://example.org/?a=1&b=2".to_owned();
    let svg = one.write(PictureFormat::Svg, &style());
    assert!(
        svg.contains("<a href=\"https://example.org/?a=1&amp;b=2\""),
        "{svg}"
    );
    for format in [
        PictureFormat::Svg,
        PictureFormat::Dot,
        PictureFormat::Mermaid,
    ] {
        assert!(
            !one.write(format, &style()).contains("javascript"),
            "{format:?}"
        );
    }
}

#[test]
fn labels_fit_or_are_cut_with_a_mark() {
    assert_eq!(
        wrapped("Smart China Expo 2021", 13, 1000, 2),
        ["Smart China Expo 2021"]
    );
    assert_eq!(
        wrapped("Smart  China\nExpo 2021", 13, 90, 3),
        ["Smart China", "Expo 2021"]
    );
    let cut = wrapped("The International Exhibition of Everything", 13, 100, 2);
    assert_eq!(cut.len(), 2);
    assert!(cut[1].ends_with('…'), "{cut:?}");
    let long = wrapped(&"x".repeat(500), 13, 100, 3);
    assert!(
        long.iter().all(|line| width(line, 13) <= 100) && long[2].ends_with('…'),
        "{long:?}"
    );
    assert_eq!(wrapped("", 13, 100, 2), [""]);
    assert_eq!(wrapped("世界世界世界世界世界", 13, 100, 2).len(), 2);
}

#[test]
fn colours_are_data_and_checked() {
    let style = style();
    let named = |name: &str| &style.kinds()[style.kind(&[name.to_owned()])];
    assert_ne!(named("Person").fill, named("Company").fill);
    assert_eq!(style.kind(&["Nothing".to_owned()]), style.kind(&[]));
    assert_eq!(named("GovernmentBody").words(), "government body");
    let own = tempfile::tempdir().expect("a folder");
    let text = Source::embedded().read("pictures.toml").expect("the file");
    for (from, to, problem) in [
        (
            "\"#ffffff\"",
            "\"white\\\" onload=\\\"x\"",
            "expected a colour",
        ),
        ("= \"other\"", "= \"others\"", "no [[kind]]"),
        ("strong = ", "strongest = ", "strongest"),
    ] {
        std::fs::write(own.path().join("pictures.toml"), text.replacen(from, to, 1))
            .expect("written");
        let error = Style::load(&Source::with_folder(own.path()))
            .expect_err("a mistake")
            .to_string();
        assert!(
            error.contains(problem) && error.contains("pictures.toml"),
            "{error}"
        );
    }
}

/// That all boxes are inside the picture and none stands on another.
fn check(layout: &Layout, picture: &Picture) -> Result<(), TestCaseError> {
    prop_assert_eq!(layout.boxes.len(), picture.nodes.len());
    prop_assert_eq!(layout.curves.len(), picture.edges.len());
    let bottom = |place: &Placed| place.y + place.height;
    for (at, one) in layout.boxes.iter().enumerate() {
        prop_assert!(one.x >= 0 && one.y >= 0 && one.width > 0 && one.height > 0);
        prop_assert!(one.right() <= layout.width && bottom(one) <= layout.height);
        for other in &layout.boxes[..at] {
            let apart = one.right() <= other.x
                || other.right() <= one.x
                || bottom(one) <= other.y
                || bottom(other) <= one.y;
            prop_assert!(apart, "{:?} stands on {:?}", one, other);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn boxes_stand_apart_in_layers(
        labels in proptest::collection::vec("[A-Za-z ]{1,60}", 2..30),
        edges in proptest::collection::vec((0usize..30, 0usize..30, "[a-z]{0,30}"), 0..60),
    ) {
        let count = labels.len();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let edges: Vec<(usize, usize, &str)> = edges
            .iter()
            .map(|(a, b, label)| (a % count, b % count, label.as_str()))
            .filter(|(a, b, _)| a != b)
            .collect();
        let picture = picture(Arrangement::Layers, &labels, &edges);
        check(&super::layers::place(&picture), &picture)?;
        let svg = picture.write(PictureFormat::Svg, &style());
        prop_assert_eq!(&svg, &picture.write(PictureFormat::Svg, &style()));
        texts(&svg);
    }

    #[test]
    fn boxes_stand_apart_on_maps(groups in proptest::collection::vec(0usize..60, 0..12), long in 1usize..50) {
        let mut labels = vec!["middle".to_owned()];
        let mut edges = Vec::new();
        for count in &groups {
            let branch = labels.len();
            labels.push("branch".to_owned());
            edges.push((0, branch, ""));
            for leaf in 0..*count {
                edges.push((branch, labels.len(), ""));
                labels.push("leaf ".repeat(1 + (leaf * long) % 9));
            }
        }
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let picture = picture(Arrangement::Map, &labels, &edges);
        check(&super::map::place(&picture), &picture)?;
        texts(&picture.write(PictureFormat::Svg, &style()));
    }
}
