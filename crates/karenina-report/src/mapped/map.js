(function(){var d=document,e=d.getElementById('map-data'),s=d.getElementById('pick');if(!e||!s)return;
var m=JSON.parse(e.textContent),said=d.getElementById('said'),g=0;
function text(i){var v=m.g[g].v[i];return m.r[i]+': '+(v||m.none)}
function paint(){var k=m.g[g].k;d.querySelectorAll('#map svg.geo [data-r]').forEach(function(p){
var i=+p.getAttribute('data-r'),c=k.charAt(i),n='0123456'.indexOf(c),o='abcdefg'.indexOf(c);
p.setAttribute('class',n>=0?'q'+n:o>=0?'q'+o:'qx');var t=p.querySelector('title');if(t)t.textContent=text(i)});
d.querySelectorAll('#map svg.geo [data-o]').forEach(function(p){var c=k.charAt(+p.getAttribute('data-o'));
if('0123456'.indexOf(c)>=0)p.setAttribute('hidden','');else p.removeAttribute('hidden')});said.textContent=''}
s.onchange=function(){g=+s.value;paint()};
d.querySelectorAll('#map svg.geo').forEach(function(v){v.addEventListener('click',function(x){
var i=x.target.getAttribute&&x.target.getAttribute('data-r');if(i!==null)said.textContent=text(+i)})})})();
(function(){var d=document,e=d.getElementById('lisa-data'),s=d.getElementById('lisa-pick');if(!e||!s)return;
var m=JSON.parse(e.textContent),box=e.parentNode,said=box.querySelector('.said'),plot=box.querySelector('svg.moran'),g=0;
function text(i){var o=m.g[g],k=o.k.charAt(i),v=o.v[i];return m.r[i]+': '+m.w[k]+(v?' \u00b7 '+v:'')}
function esc(t){return t.replace(/&/g,'&amp;').replace(/</g,'&lt;')}
function paint(){var o=m.g[g];
box.querySelectorAll('svg.geo [data-r]').forEach(function(p){var i=+p.getAttribute('data-r');
p.setAttribute('class',m.c[o.k.charAt(i)]);var t=p.querySelector('title');if(t)t.textContent=text(i)});
box.querySelectorAll('svg.geo [data-o]').forEach(function(p){
if(o.o.charAt(+p.getAttribute('data-o'))==='1')p.removeAttribute('hidden');else p.setAttribute('hidden','')});
var h='';for(var n=0;n<o.p.length;n+=3){var i=o.p[n],x=o.p[n+1]/10,y=o.p[n+2]/10,k=o.k.charAt(i),
c='class="'+(m.s.indexOf(k)>=0?'ph':m.c[k])+'" data-p="'+i+'"',t='<title>'+esc(text(i))+'</title>';
h+=o.o.charAt(i)==='1'?'<path '+c+' d="M'+x+' '+(y-4)+'l4 4l-4 4l-4 -4z">'+t+'</path>':'<circle '+c+' cx="'+x+'" cy="'+y+'" r="2.8">'+t+'</circle>'}
plot.querySelector('.ax').innerHTML=o.a;plot.querySelector('.pts').innerHTML=h;plot.setAttribute('aria-label',o.s);
var f=box.querySelector('svg.geo');if(f)f.setAttribute('aria-label',o.s);said.textContent=o.s}
s.onchange=function(){g=+s.value;paint()};
box.addEventListener('click',function(x){var a=x.target.getAttribute;if(!a)return;
var i=x.target.getAttribute('data-r');if(i===null)i=x.target.getAttribute('data-p');if(i!==null)said.textContent=text(+i)})})();
