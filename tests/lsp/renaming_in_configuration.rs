//! Rename: what `presscheck.toml` says of somebody goes along.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::editor::{Editor, after, modern_but, uri_of};
use crate::release::{RELEASE, at};
use crate::renaming::{LEAD, annotating, preparing};

/// A folder with a configuration, in which the release is a draft.
struct Office {
    folder: TempDir,
    editor: Editor,
}

const CONFIGURATION: &str = "\
# Our people.
[[people]]
name   = \"Anna Berg\"   # since 2019
title = 'Director of Support'
aliases = [ 'Anna Berg', \"the Bridge Builder\" ]
organisation = \"Ven Lake Council\"

[[people]]
name = \"Johan Berg\"

[[offices]]
title = \"Director of Support\"
organisation = \"Ven Lake Council\"
name = \"Anna Berg\"
from = 2019-03-01

# Berg is a name.
[[organisations]]
name = \"Ven Lake Council\"
acronym = \"VLC\"
wrong = [\"Lake Council\"]

[[counts]]
organisation = \"Ven Lake Council\"
noun = \"member countries\"
from = 2020-01-01
count = 12
";

impl Office {
    fn with(capabilities: Value, configuration: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let office = Self { folder, editor: Editor::with(capabilities) };
        fs::write(office.path(), configuration).unwrap();
        office
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("presscheck.toml")
    }

    fn configuration(&self) -> String {
        uri_of(&self.path())
    }

    fn draft(&self) -> String {
        uri_of(&self.folder.path().join("opening.txt"))
    }

    /// The edit of a rename.
    fn rename(&mut self, text: &str, words: &str, new_name: &str) -> Value {
        let uri = self.draft();
        self.editor.open(&uri, "plaintext", text);
        let mut params = at(&uri, text, words, 0);
        params["newName"] = json!(new_name);
        json!({ "edit": self.editor.request("textDocument/rename", params) })
    }

    /// What the user is told.
    fn told(&mut self) -> String {
        let shown = self.editor.wait_for("a message", |it| it["method"] == "window/showMessage");
        shown["params"]["message"].as_str().unwrap().to_owned()
    }
}

/// Asserts that a rename in the release makes this configuration that one.
fn renames(configuration: &str, text: &str, (words, new_name): (&str, &str), renamed: &str) {
    let mut office = Office::with(preparing(), configuration);
    let edit = office.rename(text, words, new_name);
    assert_eq!(after(configuration, &edit, &office.configuration()), renamed);
}

fn changes_configuration(edit: &Value) -> bool {
    edit.to_string().contains("presscheck.toml")
}

#[test]
fn the_entry_of_a_person_is_renamed_with_the_person() {
    let mut office = Office::with(preparing(), CONFIGURATION);
    let edit = office.rename(RELEASE, "Anna Berg", "Eva Holm");
    assert!(after(RELEASE, &edit, &office.draft()).contains("Support Eva Holm said"));
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Anna Berg", "Eva Holm")
    );
    let told = office.told();
    assert!(told.starts_with("changed in presscheck.toml too: lines 3, 5 and 14; "), "{told}");
    // From where the family name stands alone.
    let renamed = CONFIGURATION.replace("Anna Berg", "Anna van den Holm");
    renames(CONFIGURATION, RELEASE, ("Berg added", "van den Holm"), &renamed);
}

#[test]
fn a_family_name_that_stands_first_is_renamed_in_its_entry() {
    let configuration = "people = [{ name = \"Kim Jong Yang\", surname = \"Kim\" }] # ours\r\n";
    let text = format!("{LEAD}Mayor Kim Jong Yang spoke. Mr Kim left.\n");
    let renamed = configuration.replace("Kim", "Lee");
    renames(configuration, &text, ("Kim Jong Yang", "Lee Jong Yang"), &renamed);
}

#[test]
fn the_entry_of_an_organisation_is_renamed_and_what_refers_to_it() {
    let mut office = Office::with(preparing(), CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Ven Lake Council", "Ven Water Board")
    );
    assert_eq!(office.told(), "changed in presscheck.toml too: lines 6, 13, 19 and 24");
    // An acronym, in a list of them.
    let configuration = "acronyms = [\n  \"EU\",\n  \"OLC\", # lakes\n]\n";
    renames(configuration, RELEASE, ("OLC", "OLK"), &configuration.replace("OLC", "OLK"));
}

#[test]
fn what_the_configuration_does_not_have_is_not_changed_there() {
    for (configuration, text, words, new_name) in [
        // Somebody else.
        ("[[people]]\nname = \"Johan Berg\"\n", RELEASE, "Anna Berg", "Eva Holm"),
        // A profile knows the organisation, and goes on knowing it under its name.
        (
            "house = \"interpol\"\n[[people]]\nname = \"Eva Lund\"\norganisation = \"Europol\"\n",
            "Ships sail\n\nLYON, France – Officers of Europol met in Lyon on Monday.\n",
            "Europol",
            "Eupol",
        ),
        // A wrong form is mended in the draft.
        (
            "[[organisations]]\nname = \"Ven Lake Council\"\nwrong = [\"Lakes Council\"]\n",
            "Ships sail\n\nVEN, Norway – The Lakes Council met in Ven on Monday.\n",
            "Lakes Council",
            "Ven Lake Council",
        ),
        ("[[people]\nname = \"Anna Berg\"\n", RELEASE, "Anna Berg", "Eva Holm"),
    ] {
        let mut office = Office::with(preparing(), configuration);
        let edit = office.rename(text, words, new_name);
        assert!(after(text, &edit, &office.draft()).contains(new_name), "{edit}");
        assert!(!changes_configuration(&edit), "{configuration}: {edit}");
    }
}

#[test]
fn a_client_that_changes_no_other_files_is_told_what_stays() {
    let mut capabilities = preparing();
    capabilities["workspace"] = json!({});
    let mut office = Office::with(capabilities, CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert!(after(RELEASE, &edit, &office.draft()).contains("The Ven Water Board opened"));
    assert!(!changes_configuration(&edit), "{edit}");
    assert_eq!(
        office.told(),
        "left as it is in presscheck.toml, for this editor changes no other file: lines 6, 13, 19 \
         and 24"
    );
    // Without versions, it is a change as any other.
    let edits = json!({ "documentChanges": false });
    let mut office = Office::with(modern_but("/workspace/workspaceEdit", edits), CONFIGURATION);
    let edit = office.rename(RELEASE, "Ven Lake Council", "Ven Water Board");
    assert!(edit["edit"]["changes"][office.configuration()].is_array(), "{edit}");
    assert_eq!(
        after(CONFIGURATION, &edit, &office.configuration()),
        CONFIGURATION.replace("Ven Lake Council", "Ven Water Board")
    );
}

#[test]
fn the_configuration_that_the_editor_shows_is_changed_and_annotated() {
    let mut office = Office::with(annotating(), "# Not saved yet.\n");
    let uri = office.configuration();
    office.editor.open(&uri, "toml", CONFIGURATION);
    let edit = office.rename(RELEASE, "Anna Berg", "Eva Holm");
    assert_eq!(after(CONFIGURATION, &edit, &uri), CONFIGURATION.replace("Anna Berg", "Eva Holm"));
    let changes = edit["edit"]["documentChanges"].as_array().unwrap();
    let in_configuration = changes.iter().find(|it| it["textDocument"]["uri"] == *uri).unwrap();
    assert_eq!(in_configuration["textDocument"]["version"], 1);
    let annotations = edit["edit"]["changeAnnotations"].as_object().unwrap();
    let (id, annotation) = annotations.iter().next().unwrap();
    let description = annotation["description"].as_str().unwrap();
    assert!(description.contains("presscheck.toml too: lines 3, 5 and 14"), "{description}");
    for it in in_configuration["edits"].as_array().unwrap() {
        assert_eq!(it["annotationId"], **id);
    }
}
