"""Everything that the server offers, asked for in each editor's name. lsprotocol refuses an answer that
has not the protocol's shape, and pytest-lsp warns of what the editor does not declare: a warning is a
failure."""

import pytest
from lsprotocol import types as lsp

OPTIONS = lsp.FormattingOptions(tab_size=4, insert_spaces=True)


def offered(desk, provider):
    """Skips what the server does not offer to this editor."""
    offer = getattr(desk.offer, provider)
    if not offer:
        pytest.skip("the server does not offer it")
    return offer


async def at_every_place(desk, ask):
    """The answers about places all over the draft that are not empty."""
    answers = [await ask(place) for place in desk.places()]
    return [it for it in answers if it]


@pytest.mark.asyncio
async def test_hover(desk):
    offered(desk, "hover_provider")
    formats = desk.declares("text_document.hover.content_format") or [lsp.MarkupKind.PlainText]
    hovers = await at_every_place(
        desk, lambda it: desk.client.text_document_hover_async(lsp.HoverParams(desk.document, it))
    )
    assert hovers, "no hover anywhere"
    for hover in hovers:
        assert hover.contents.kind in formats


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["definition", "declaration", "type_definition", "implementation"])
async def test_going_to_where_something_is_said_first(desk, name):
    offered(desk, f"{name}_provider")
    ask = getattr(desk.client, f"text_document_{name}_async")
    params = getattr(lsp, f"{name.title().replace('_', '')}Params")
    answers = await at_every_place(desk, lambda it: ask(params(desk.document, it)))
    assert answers, f"no {name} anywhere"
    links = desk.declares(f"text_document.{name}.link_support")
    for answer in answers:
        places = answer if isinstance(answer, (list, tuple)) else [answer]
        assert links or not any(isinstance(it, lsp.LocationLink) for it in places)


@pytest.mark.asyncio
async def test_references_and_highlights(desk):
    offered(desk, "references_provider")
    context = lsp.ReferenceContext(include_declaration=True)
    references = await at_every_place(
        desk,
        lambda it: desk.client.text_document_references_async(
            lsp.ReferenceParams(context, desk.document, it)
        ),
    )
    assert references, "no references anywhere"
    offered(desk, "document_highlight_provider")
    highlights = await at_every_place(
        desk,
        lambda it: desk.client.text_document_document_highlight_async(
            lsp.DocumentHighlightParams(desk.document, it)
        ),
    )
    assert highlights, "no highlights anywhere"


@pytest.mark.asyncio
async def test_symbols(desk):
    offered(desk, "document_symbol_provider")
    symbols = await desk.client.text_document_document_symbol_async(
        lsp.DocumentSymbolParams(desk.document)
    )
    assert symbols, "no symbols"
    nested = desk.declares("text_document.document_symbol.hierarchical_document_symbol_support")
    assert nested or not any(isinstance(it, lsp.DocumentSymbol) for it in symbols)


@pytest.mark.asyncio
async def test_symbols_of_the_workspace(desk):
    offered(desk, "workspace_symbol_provider")
    found = await desk.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("brevik"))
    assert found, "no symbols"


@pytest.mark.asyncio
async def test_completion(desk):
    options = offered(desk, "completion_provider")
    answers = await at_every_place(
        desk,
        lambda it: desk.client.text_document_completion_async(
            lsp.CompletionParams(desk.document, it)
        ),
    )
    items = [item for it in answers for item in (getattr(it, "items", None) or it)]
    assert isinstance(items[0], lsp.CompletionItem), "no completion anywhere"
    if options.resolve_provider:
        for item in items[:5]:
            await desk.client.completion_item_resolve_async(item)


@pytest.mark.asyncio
async def test_formatting(desk):
    offered(desk, "document_formatting_provider")
    await desk.client.text_document_formatting_async(
        lsp.DocumentFormattingParams(desk.document, OPTIONS)
    )
    offered(desk, "document_range_formatting_provider")
    await desk.client.text_document_range_formatting_async(
        lsp.DocumentRangeFormattingParams(desk.document, desk.everywhere(), OPTIONS)
    )


@pytest.mark.asyncio
async def test_folds(desk):
    offered(desk, "folding_range_provider")
    folds = await desk.client.text_document_folding_range_async(
        lsp.FoldingRangeParams(desk.document)
    )
    assert folds, "no folds"


@pytest.mark.asyncio
async def test_links(desk):
    options = offered(desk, "document_link_provider")
    links = await desk.client.text_document_document_link_async(
        lsp.DocumentLinkParams(desk.document)
    )
    assert links, "no links"
    if options.resolve_provider:
        await desk.client.document_link_resolve_async(links[0])


@pytest.mark.asyncio
async def test_lenses(desk):
    options = offered(desk, "code_lens_provider")
    lenses = await desk.client.text_document_code_lens_async(lsp.CodeLensParams(desk.document))
    assert lenses, "no lens"
    if options.resolve_provider:
        await desk.client.code_lens_resolve_async(lenses[0])


@pytest.mark.asyncio
async def test_hints(desk):
    offered(desk, "inlay_hint_provider")
    hints = await desk.client.text_document_inlay_hint_async(
        lsp.InlayHintParams(desk.document, desk.everywhere())
    )
    assert hints, "no hints"


@pytest.mark.asyncio
async def test_tokens(desk):
    options = offered(desk, "semantic_tokens_provider")
    declared = desk.declares("text_document.semantic_tokens")
    if declared:
        assert set(options.legend.token_types) <= set(declared.token_types)
        # Names of our own are for whoever gives them a colour.
        standard = {it.value for it in lsp.SemanticTokenModifiers}
        assert standard & set(options.legend.token_modifiers) <= set(declared.token_modifiers)
    tokens = await desk.client.text_document_semantic_tokens_full_async(
        lsp.SemanticTokensParams(desk.document)
    )
    assert tokens.data and len(tokens.data) % 5 == 0


@pytest.mark.asyncio
async def test_pulled_diagnostics(desk):
    options = offered(desk, "diagnostic_provider")
    report = await desk.client.text_document_diagnostic_async(
        lsp.DocumentDiagnosticParams(desk.document)
    )
    assert report.items
    again = await desk.client.text_document_diagnostic_async(
        lsp.DocumentDiagnosticParams(desk.document, previous_result_id=report.result_id)
    )
    assert again.kind == lsp.DocumentDiagnosticReportKind.Unchanged
    if options.workspace_diagnostics:
        # Drafts that nobody has opened.
        other = desk.client.folder / "other.md"
        other.write_text("The ferry is valued at at four.\n")
        whole = await desk.client.workspace_diagnostic_async(lsp.WorkspaceDiagnosticParams([]))
        [of_other] = [it for it in whole.items if it.uri == other.as_uri()]
        assert [it.code for it in of_other.items] == ["doubled-word"]


def test_there_is_a_test_for_everything_that_is_offered(client):
    """A provider that nothing here asks for would never be looked at."""
    tested = {
        "hover_provider", "definition_provider", "declaration_provider",
        "type_definition_provider", "implementation_provider", "references_provider",
        "document_highlight_provider", "document_symbol_provider", "workspace_symbol_provider",
        "completion_provider", "document_formatting_provider",
        "document_range_formatting_provider", "folding_range_provider", "document_link_provider",
        "code_lens_provider", "inlay_hint_provider", "semantic_tokens_provider",
        "diagnostic_provider", "code_action_provider", "rename_provider",
        "execute_command_provider",
    }
    offer = client.offer.capabilities
    names = [it for it in dir(offer) if it.endswith("_provider") and getattr(offer, it)]
    assert names and not set(names) - tested, set(names) - tested
