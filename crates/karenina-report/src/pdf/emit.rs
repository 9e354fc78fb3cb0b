//! Pages as a file: drawing, structure, links, outline, properties.

use std::{collections::HashMap, num::NonZeroU16, num::NonZeroU32};

use krilla::{
    Document as File, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target},
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::{Destination, XyzDestination},
    geom::{PathBuilder, Point, Rect, Size, Transform},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::{Page as FilePage, PageSettings},
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as TagNode, SpanTag,
        TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
    },
};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::{
    flow::{BOTTOM, Child, Drawing, Entry, Flow, LEFT, PAGE, Page, Plan, Role},
    text::{Look, Piece, SOFT, Type},
};
use crate::{
    document::{Document, Kind, Link, TEXT_WIDTH, run},
    fonts,
};

/// Everything laid out, ready to be drawn.
struct Laid {
    plan: Plan,
    pages: Vec<Page>,
    root: Vec<usize>,
    anchors: HashMap<String, (usize, f32)>,
    entries: Vec<Entry>,
}

/// A document as the bytes of a PDF.
pub(super) fn emit(document: &Document) -> Vec<u8> {
    let Some(laid) = lay_out(document) else { return Vec::new() };
    // Text of the data may hold what the standard for readers does not allow, such as letters
    // that no font has; the document is then the same without the claim.
    write(document, &laid, true).or_else(|| write(document, &laid, false)).unwrap_or_default()
}

fn lay_out(document: &Document) -> Option<Laid> {
    let mut plan = Plan { types: Type::new()?, drawn: Vec::new(), nodes: Vec::new() };
    let lang = document.lang;
    let mut body = Flow::new(&mut plan, lang);
    body.blocks(&document.body);
    let (body_pages, body_root) = (body.pages, body.root);
    let (mut anchors, mut entries) = (body.anchors, body.entries);
    let mut pages = Vec::new();
    let mut root = Vec::new();
    if document.kind == Kind::Report {
        let mut front = Flow::new(&mut plan, lang);
        front.blocks(&document.front);
        pages.append(&mut front.pages);
        root.append(&mut front.root);
        // The contents take as many pages whatever the numbers in them are.
        let (drawn, nodes) = (plan.drawn.len(), plan.nodes.len());
        let mut trial = Flow::new(&mut plan, lang);
        trial.contents(&entries, 0);
        let first = pages.len() + trial.pages.len();
        plan.drawn.truncate(drawn);
        plan.nodes.truncate(nodes);
        let mut contents = Flow::new(&mut plan, lang);
        contents.contents(&entries, first);
        pages.append(&mut contents.pages);
        root.append(&mut contents.root);
    }
    let first = pages.len();
    pages.extend(body_pages);
    root.extend(body_root);
    for (page, _) in anchors.values_mut() {
        *page += first;
    }
    for it in &mut entries {
        it.page += first;
    }
    let mut laid = Laid { plan, pages, root, anchors, entries };
    footers(document, &mut laid);
    Some(laid)
}

/// Title and page number at the foot of every page but the title page.
fn footers(document: &Document, laid: &mut Laid) {
    let words = crate::wording::words(document.lang);
    let look = Look { serif: false, bold: false, size: 7.6, leading: 1.3, colour: SOFT };
    let n = laid.pages.len();
    for (at, page) in laid.pages.iter_mut().enumerate() {
        if at == 0 && (document.kind == Kind::Report || n == 1) {
            continue;
        }
        let of = words.say("doc-page-of", &[("page", (at + 1).into()), ("pages", n.into())]);
        let types = &mut laid.plan.types;
        let mut add = |drawing| {
            page.drawn.push(laid.plan.drawn.len());
            laid.plan.drawn.push((drawing, None));
        };
        let y = BOTTOM + 30.0;
        add(Drawing::Rect {
            x: LEFT,
            y: y - 12.0,
            width: TEXT_WIDTH,
            height: 0.4,
            colour: (0xd5, 0xd1, 0xc7),
        });
        if let Some(line) = types.lines(&[run(&of)], look, 100.0).into_iter().next() {
            let x = LEFT + TEXT_WIDTH - line.width;
            add(Drawing::Text { x, y, line });
        }
        let title = format!("{} · {}", document.title, words.date(document.on));
        let lines = types.lines(&[run(&title)], look, TEXT_WIDTH - 110.0);
        if let Some(line) = lines.into_iter().next() {
            add(Drawing::Text { x: LEFT, y, line });
        }
    }
}

fn write(document: &Document, laid: &Laid, for_readers: bool) -> Option<Vec<u8>> {
    let mut builder = ConfigurationBuilder::new();
    if for_readers {
        builder = builder.with_accessibility_validator(Accessibility::UA1);
    }
    let settings = SerializeSettings {
        configuration: builder.finish().ok()?,
        enable_tagging: true,
        ..SerializeSettings::default()
    };
    let mut file = File::new_with(settings);
    let mut identifiers: Vec<Vec<Identifier>> = Vec::new();
    identifiers.resize_with(laid.plan.drawn.len(), Vec::new);
    for page in &laid.pages {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1)?;
        let mut out = file.start_page_with(size);
        let mut surface = out.surface();
        for at in &page.drawn {
            let (it, node) = &laid.plan.drawn[*at];
            draw(it, node.is_some(), laid, &mut surface, &mut identifiers[*at]);
        }
        surface.finish();
        for at in &page.drawn {
            link(&laid.plan.drawn[*at].0, laid, &mut out, &mut identifiers[*at]);
        }
        out.finish();
    }
    let mut tree = TagTree::new().with_lang(Some(document.lang.code().to_owned()));
    for at in &laid.root {
        tree.children.extend(tagged(*at, laid, &mut identifiers));
    }
    file.set_tag_tree(tree);
    file.set_outline(outline(laid));
    file.set_metadata(metadata(document));
    file.finish().ok()
}

fn metadata(document: &Document) -> Metadata {
    let on = document.on;
    let year = u16::try_from(on.year()).unwrap_or_default();
    Metadata::new()
        .title(document.title.clone())
        .description(document.about.clone())
        .language(document.lang.code().to_owned())
        .creator(format!("karenina {}", document.program))
        .document_id(document.edition.clone())
        // Not when it was made, which would change with every run.
        .creation_date(
            DateTime::new(year)
                .month(on.month().unsigned_abs())
                .day(on.day().unsigned_abs())
                .hour(0)
                .minute(0)
                .second(0)
                .utc_offset_hour(0)
                .utc_offset_minute(0),
        )
}

fn outline(laid: &Laid) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for it in &laid.entries {
        let to = XyzDestination::new(it.page, Point::from_xy(0.0, (it.y - 10.0).max(0.0)));
        let node = OutlineNode::new(it.text.clone(), to);
        match (&mut open, it.level) {
            (Some(parent), 2) => parent.push_child(node),
            _ => {
                if let Some(done) = open.replace(node) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}

fn fill(colour: (u8, u8, u8)) -> Fill {
    Fill {
        paint: rgb::Color::new(colour.0, colour.1, colour.2).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn draw(
    it: &Drawing,
    means_something: bool,
    laid: &Laid,
    surface: &mut Surface<'_>,
    identifiers: &mut Vec<Identifier>,
) {
    let artifact = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout));
    match it {
        Drawing::Text { x, y, line } => {
            let tag = if means_something {
                ContentTag::Span(SpanTag::empty())
            } else {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
            };
            let identifier = surface.start_tagged(tag);
            for piece in &line.pieces {
                glyphs(piece, *x, *y, laid, surface);
            }
            surface.end_tagged();
            if means_something {
                identifiers.push(identifier);
            }
        }
        Drawing::Rect { x, y, width, height, colour } => {
            let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(rect);
            let Some(path) = path.finish() else { return };
            surface.start_tagged(artifact);
            surface.set_fill(Some(fill(*colour)));
            surface.draw_path(&path);
            surface.end_tagged();
        }
        Drawing::Figure { x, y, width, height, svg } => {
            let (Some(tree), Some(size)) = (fonts::figure(svg), Size::from_wh(*width, *height))
            else {
                return;
            };
            let identifier = surface.start_tagged(ContentTag::Other);
            surface.push_transform(&Transform::from_translate(*x, *y));
            // Letters stay letters, so that they can be searched for.
            surface.draw_svg(&tree, size, SvgSettings::default());
            surface.pop();
            surface.end_tagged();
            identifiers.push(identifier);
        }
        Drawing::Link { .. } => {}
    }
}

fn glyphs(piece: &Piece, x: f32, y: f32, laid: &Laid, surface: &mut Surface<'_>) {
    surface.set_fill(Some(fill(piece.colour)));
    surface.draw_glyphs(
        Point::from_xy(x + piece.x, y),
        &piece.glyphs,
        laid.plan.types.font(piece.face),
        &piece.text,
        piece.size,
        false,
    );
}

fn link(it: &Drawing, laid: &Laid, page: &mut FilePage<'_>, identifiers: &mut Vec<Identifier>) {
    let Drawing::Link { x, y, width, height, to, alternative } = it else { return };
    let target = match to {
        Link::Web(url) => Target::Action(Action::Link(LinkAction::new(url.clone()))),
        Link::Anchor(name) => {
            let Some((page, y)) = laid.anchors.get(name) else { return };
            let point = Point::from_xy(0.0, (y - 10.0).max(0.0));
            Target::Destination(Destination::Xyz(XyzDestination::new(*page, point)))
        }
    };
    let Some(rect) = Rect::from_xywh(*x, *y, width.max(1.0), *height) else { return };
    let annotation =
        Annotation::new_link(LinkAnnotation::new(rect, target), Some(alternative.clone()));
    identifiers.push(page.add_tagged_annotation(annotation));
}

/// A node with everything below it; `None` where nothing of it was drawn.
fn tagged(at: usize, laid: &Laid, identifiers: &mut [Vec<Identifier>]) -> Vec<TagNode> {
    let node = &laid.plan.nodes[at];
    let mut children: Vec<TagNode> = Vec::new();
    let mut leads_somewhere = false;
    for child in &node.children {
        match child {
            Child::Node(at) => children.extend(tagged(*at, laid, identifiers)),
            Child::Drawn(at) => {
                let own = std::mem::take(&mut identifiers[*at]);
                let is_link = matches!(laid.plan.drawn[*at].0, Drawing::Link { .. });
                leads_somewhere |= is_link && !own.is_empty();
                children.extend(own.into_iter().map(TagNode::Leaf));
            }
        }
    }
    let is_cell = matches!(node.role, Role::Cell(_) | Role::HeadCell { .. });
    if children.is_empty() && !is_cell {
        return Vec::new();
    }
    let level = |level: usize| NonZeroU16::new(level.clamp(1, 6) as u16).unwrap_or(NonZeroU16::MIN);
    let kind: TagKind = match &node.role {
        Role::Heading(n, text) => Tag::Hn(level(*n), Some(text.clone())).into(),
        Role::Paragraph => Tag::P.into(),
        Role::List { ordered: true } => Tag::L(ListNumbering::Decimal).into(),
        Role::List { ordered: false } => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell { span, row } => {
            let scope = if *row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            let span = NonZeroU32::new(*span as u32).filter(|it| it.get() > 1);
            Tag::TH(scope).with_col_span(span).into()
        }
        Role::Cell(span) => {
            let span = NonZeroU32::new(*span as u32).filter(|it| it.get() > 1);
            Tag::TD.with_col_span(span).into()
        }
        Role::Caption => Tag::Caption.into(),
        Role::Figure(alternative) => Tag::Figure(Some(alternative.clone())).into(),
        // A link to what this document does not have is text.
        Role::Link if leads_somewhere => Tag::Link.into(),
        Role::Link => Tag::Span.into(),
        Role::Contents => Tag::TOC.into(),
        Role::ContentsItem => Tag::TOCI.into(),
        Role::Group => Tag::Div.into(),
    };
    let mut group = TagGroup::new(kind);
    group.children = children;
    vec![TagNode::Group(group)]
}
